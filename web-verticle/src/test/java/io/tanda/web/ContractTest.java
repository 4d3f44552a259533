package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.web.http.Operation;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.http.Routes;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.WebServer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The code's table of operations and the contract say the same. */
class ContractTest {
    private static final Contract CONTRACT = new Contract();
    /** vertx-openapi 5.0 takes only these: the copy that it loads is without the others. */
    private static final Set<String> MEDIA_TYPES_IT_KNOWS = Set.of("application/json", "text/plain");

    @Test
    void every_operation_of_the_contract_is_a_route_and_every_route_is_in_the_contract() {
        Set<String> promised = CONTRACT.operations().stream()
                .map(operation -> operation.method() + " " + operation.path() + " " + operation.id())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> routed = Arrays.stream(Operation.values())
                .map(operation -> operation.method() + " " + operation.path() + " " + operation.id())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routed).isEqualTo(promised);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void each_operation_lets_in_exactly_the_roles_that_the_contract_names(Operation operation) {
        Contract.Op promised = CONTRACT.operation(operation.id());
        assertThat(operation.access().open()).isEqualTo(promised.open());
        Set<String> roles = operation.access().roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        if (promised.open()) {
            assertThat(roles).isEmpty();
            assertThat(promised.roles()).isNull();
        } else {
            assertThat(promised.roles())
                    .as("an operation without roles")
                    .isNotNull()
                    .isNotEmpty();
            assertThat(roles).isEqualTo(promised.roles());
            assertThat(operation.access().roles()).doesNotContain(Role.SYSTEM);
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void each_operation_takes_the_parameters_and_the_body_that_the_contract_names(Operation operation) {
        Contract.Op promised = CONTRACT.operation(operation.id());
        assertThat(operation.queryParameters()).isEqualTo(promised.query());
        String body = switch (operation.body()) {
            case NONE -> "none";
            case OPTIONAL -> "optional";
            case REQUIRED, BATCH -> "required";
        };
        assertThat(body).isEqualTo(promised.body());
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void each_operation_is_found_by_its_path(Operation operation) {
        String path = operation.path().replaceAll("\\{[^}]+}", "some-id");
        Routes.Match match = new Routes().find(operation.method(), path);
        assertThat(match).isInstanceOf(Routes.Match.Found.class);
        Routes.Match.Found found = (Routes.Match.Found) match;
        assertThat(found.operation()).isEqualTo(operation);
        assertThat(found.parameter()).isEqualTo(path.equals(operation.path()) ? "" : "some-id");
    }

    @Test
    void a_path_that_is_almost_one_is_none() {
        Routes routes = new Routes();
        for (String path : List.of(
                "/",
                "//",
                "/v1",
                "/v1/",
                "/v1/bookings/",
                "/v1//bookings",
                "/v1/bookings/a/b",
                "/V1/bookings",
                "/v1/bookings/a/cancel/",
                "/v1/offers/a",
                "*",
                "")) assertThat(routes.find(HttpMethod.GET, path)).as(path).isInstanceOf(Routes.Match.NoSuchPath.class);
        assertThat(routes.find(HttpMethod.DELETE, "/v1/bookings"))
                .isEqualTo(new Routes.Match.WrongMethod(Set.of("GET", "POST")));
    }

    @Test
    void the_contract_is_valid_openapi() {
        Vertx vertx = Vertx.vertx();
        try {
            OpenAPIContract loaded = WebServer.await(OpenAPIContract.from(vertx, derived()));
            assertThat(loaded.operations()).hasSameSizeAs(CONTRACT.operations());
        } finally {
            WebServer.await(vertx.close());
        }
    }

    @Test
    void every_request_refuses_what_it_does_not_know() {
        for (Contract.Op operation : CONTRACT.operations()) {
            if (operation.body().equals("none")) continue;
            assertClosed(operation.id(), CONTRACT.requestSchema(operation.id()));
        }
    }

    private static void assertClosed(String where, JsonObject schema) {
        if ("object".equals(schema.getString("type")))
            assertThat(schema.getValue("additionalProperties")).as(where).isEqualTo(false);
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String name : properties.fieldNames()) assertClosed(where + "/" + name, properties.getJsonObject(name));
        if (schema.containsKey("items")) assertClosed(where + "[]", schema.getJsonObject("items"));
    }

    @Test
    void every_refusal_has_a_problem_of_its_kind() {
        for (Refusal refusal : Refusal.values()) {
            ProblemCode code = ProblemCode.find(refusal.wireName());
            if (code == null) throw new AssertionError("no problem for " + refusal);
            int status = switch (refusal.kind()) {
                case NOT_FOUND -> 404;
                case UNPROCESSABLE -> 422;
                case PRECONDITION_FAILED -> 412;
                case CONFLICT -> 409;
            };
            assertThat(code.status()).as(refusal.wireName()).isEqualTo(status);
        }
    }

    /** The contract as vertx-openapi 5.0 can load it: its media types only, and an absolute server. */
    private static JsonObject derived() {
        JsonObject copy = CONTRACT.raw();
        copy.put("servers", new JsonArray().add(new JsonObject().put("url", "http://127.0.0.1/")));
        prune(copy);
        return copy;
    }

    private static void prune(Object node) {
        if (node instanceof JsonArray array) array.forEach(ContractTest::prune);
        if (!(node instanceof JsonObject object)) return;
        if (object.getValue("content") instanceof JsonObject content) {
            for (String type : new HashSet<>(content.fieldNames()))
                if (!MEDIA_TYPES_IT_KNOWS.contains(type)) content.remove(type);
            if (content.isEmpty()) object.remove("content");
        }
        object.forEach(field -> prune(field.getValue()));
    }
}

package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.TokenRole;
import io.tanda.contract.bus.Refusal;
import io.tanda.web.api.ContractDocument;
import io.tanda.web.api.Part;
import io.tanda.web.http.Operation;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.WebServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** The code's table of operations and the contract say the same. */
class ContractTest {
    private static final Contract CONTRACT = new Contract();
    /** vertx-openapi 5.0 takes only these: the copy that it loads is without the others. */
    private static final Set<String> MEDIA_TYPES_IT_KNOWS = Set.of("application/json", "text/plain");

    static List<Operation> operations() {
        return Parts.operations();
    }

    @Test
    void every_operation_of_the_contract_is_a_route_and_every_route_is_in_the_contract() {
        Set<String> promised = CONTRACT.operations().stream()
                .map(operation -> operation.method() + " " + operation.path() + " " + operation.id())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> routed = Parts.operations().stream()
                .map(operation -> operation.method() + " " + operation.path() + " " + operation.id())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(routed).isEqualTo(promised);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void each_operation_lets_in_exactly_the_roles_that_the_contract_names(Operation operation) {
        Contract.Op promised = CONTRACT.operation(operation.id());
        assertThat(operation.access().open()).isEqualTo(promised.open());
        Set<String> roles =
                operation.access().roles().stream().map(TokenRole::claim).collect(Collectors.toSet());
        if (promised.open()) {
            assertThat(roles).isEmpty();
            assertThat(promised.roles()).isNull();
        } else {
            assertThat(promised.roles())
                    .as("an operation without roles")
                    .isNotNull()
                    .isNotEmpty();
            assertThat(roles).isEqualTo(promised.roles());
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
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

    @Test
    void a_part_shows_what_its_own_piece_of_the_contract_lists() {
        for (Part part : Parts.all()) {
            Map<String, Map<String, Map<String, Object>>> piece =
                    new Yaml().load(ContractDocument.of(List.of(part.name())));
            Set<String> listed = piece.getOrDefault("paths", Map.of()).entrySet().stream()
                    .flatMap(path -> path.getValue().keySet().stream()
                            .filter(method -> !method.equals("parameters"))
                            .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                    .collect(Collectors.toSet());
            assertThat(part.operations().stream().map(operation -> operation.method() + " " + operation.path()))
                    .as(part.name())
                    .containsExactlyInAnyOrderElementsOf(listed);
        }
    }

    @Test
    void every_problem_is_in_the_contract_with_its_status() {
        Map<String, Object> promised = CONTRACT.schema("Problem")
                .getJsonObject("properties")
                .getJsonObject("code")
                .getJsonObject("x-codes")
                .getMap();
        Map<String, Object> known = Arrays.stream(ProblemCode.values())
                .collect(Collectors.toMap(ProblemCode::wireName, ProblemCode::status));
        assertThat(promised).isEqualTo(known);
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
            // What gateways tell is in their own words, of which payment reads the few it needs.
            if (operation.body().equals("none") || operation.id().equals("hearGateway")) continue;
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
                case TOO_OFTEN -> 429;
                case NOT_NOW -> 503;
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

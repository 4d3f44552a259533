package io.tanda.system.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.TokenRole;
import io.tanda.system.OneNode;
import io.tanda.system.corpus.Mutations.Mutation;
import io.tanda.system.corpus.ServedContract.Operation;
import io.tanda.system.corpus.WireCaller.Seen;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent, the answer is one that the contract promises, nothing breaks, and what is refused changes nothing. First all that the
 * contract says is wrong, one thing at a time and in pairs; then the rest, some of which is right.
 */
@SuppressWarnings("NullAway.Init")
class BadInputIT {
    private static final int CONNECTIONS = 12;
    private static final int AT_LEAST = 10_000;
    /** Of pairs: what one thing alone does not show. */
    private static final int PAIRS_PER_OPERATION = 150;

    private static final long SEED = 20260101;
    private static final int SHOWN = 25;
    private static final UUID RIDER = UUID.randomUUID();
    private static final UUID DRIVER = UUID.randomUUID();
    private static final UUID TAXI = UUID.randomUUID();

    private static OneNode node;
    private static ServedContract contract;
    private static Map<String, String> tokens;

    private record Case(String what, Call call, boolean mustBeRefused) {}

    private record Answered(Case asked, Seen seen) {}

    @BeforeAll
    static void start() throws IOException {
        node = new OneNode("corpus");
        tokens = Map.of(
                "rider", node.tokens().rider(RIDER),
                "driver", node.tokens().driver(DRIVER),
                "dispatcher", node.tokens().mint(TokenRole.DISPATCHER, UUID.randomUUID()),
                "finance", node.tokens().mint(TokenRole.FINANCE, UUID.randomUUID()),
                "admin", node.tokens().mint(TokenRole.ADMIN, UUID.randomUUID()));
        contract = new ServedContract(ask("GET", "/openapi.yaml", null, null).body());
    }

    @AfterAll
    static void stop() {
        if (node != null) node.close();
    }

    @Test
    void nothing_that_is_sent_is_answered_otherwise_than_the_contract_says_or_changes_what_it_must_not()
            throws Exception {
        ask("PUT", "/v1/fleet/drivers/" + DRIVER, "admin", "{\"name\":\"Ada\"}");
        ask("PUT", "/v1/fleet/taxis/" + TAXI, "admin", "{\"plate\":\"C1\",\"seats\":4}");
        String place = "{\"lat\":40.758,\"lng\":-73.9855}";
        String booking = new JsonObject(ask(
                                "POST",
                                "/v1/bookings",
                                "rider",
                                "{\"pickup\":" + place + ",\"dropoff\":" + place.replace("758", "706")
                                        + ",\"passengers\":1,\"paymentMethod\":\"card\",\"searchSeconds\":900}")
                        .body())
                .getString("id");
        List<Case> cases = new ArrayList<>();
        for (Operation operation : contract.operations()) cases.addAll(cases(operation, right(operation, booking)));
        List<Case> wrong = cases.stream().filter(Case::mustBeRefused).toList();
        List<Case> others = cases.stream().filter(one -> !one.mustBeRefused()).toList();
        assertThat(cases).hasSizeGreaterThan(AT_LEAST);
        assertThat(wrong).hasSizeGreaterThan(AT_LEAST / 2);
        String before = state(booking);
        // With those of tests before this one.
        List<String> drivers = listed("/v1/fleet/drivers?limit=100", "admin");
        List<String> taxis = listed("/v1/fleet/taxis?limit=100", "admin");

        List<Answered> refused = sendAll(wrong);
        assertThat(breaches(refused)).isEmpty();
        assertThat(refused.stream()
                        .filter(one -> one.seen().status() < 400)
                        .limit(SHOWN)
                        .map(one -> one.asked().what() + " was answered "
                                + one.seen().status()))
                .isEmpty();
        assertThat(state(booking)).isEqualTo(before);

        List<Answered> answered = sendAll(others);
        assertThat(breaches(answered)).isEmpty();
        assertThat(listed("/v1/bookings?limit=100", "rider"))
                .containsExactlyInAnyOrderElementsOf(made(answered, "requestBooking", List.of(booking)));
        assertThat(listed("/v1/fleet/drivers?limit=100", "admin"))
                .containsExactlyInAnyOrderElementsOf(made(answered, "registerDriver", drivers));
        assertThat(listed("/v1/fleet/taxis?limit=100", "admin"))
                .containsExactlyInAnyOrderElementsOf(made(answered, "registerTaxi", taxis));
        System.out.println(
                cases.size() + " requests, of which " + wrong.size() + " had to be refused, were answered by "
                        + Stream.concat(refused.stream(), answered.stream())
                                .collect(Collectors.groupingBy(
                                        one -> one.seen().status(), java.util.TreeMap::new, Collectors.counting())));
    }

    /** What is there, as far as somebody can see it. */
    private static String state(String booking) throws IOException {
        StringBuilder state = new StringBuilder();
        for (String path : List.of("/v1/bookings/" + booking, "/v1/bookings?limit=100"))
            state.append(ask("GET", path, "rider", null).body());
        for (String path : List.of("/v1/drivers/me/duty", "/v1/drivers/me/offers"))
            state.append(ask("GET", path, "driver", null).body());
        for (String path : List.of("/v1/fleet/drivers", "/v1/fleet/taxis"))
            state.append(ask("GET", path, "admin", null).body());
        return state.toString();
    }

    /** All pages of it. */
    private static List<String> listed(String path, String role) throws IOException {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonObject page =
                    new JsonObject(ask("GET", path + cursor, role, null).body());
            for (Object item : page.getJsonArray("items")) ids.add(((JsonObject) item).getString("id"));
            String next = page.getString("next");
            cursor = next == null ? null : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        }
        return ids;
    }

    /** What was answered as done, each once. */
    private static List<String> made(List<Answered> answered, String operation, List<String> before) {
        return Stream.concat(
                        before.stream(),
                        answered.stream()
                                .filter(one -> one.asked().call().operation().equals(operation))
                                .filter(one -> one.seen().status() < 300)
                                .map(one -> new JsonObject(one.seen().body()).getString("id")))
                .distinct()
                .toList();
    }

    private static List<String> breaches(List<Answered> answered) {
        List<String> breaches = new ArrayList<>();
        for (Answered one : answered) {
            String breach = contract.breach(one.asked().call(), one.seen());
            if (breach != null && breaches.size() < SHOWN)
                breaches.add(one.asked().what() + ": " + breach);
        }
        return breaches;
    }

    private static List<Case> cases(Operation operation, Call right) {
        List<Case> cases = new ArrayList<>();
        String name = operation.id() + ", ";
        List<Mutation> mutations = Mutations.of(contract, operation, right);
        for (Mutation one : mutations)
            cases.add(new Case(name + one.what(), one.change().apply(right), one.mustBeRefused()));
        Random random = new Random(SEED);
        for (int i = 0; i < PAIRS_PER_OPERATION; i++) {
            Mutation one = mutations.get(random.nextInt(mutations.size()));
            Mutation other = mutations.get(random.nextInt(mutations.size()));
            if (one.part() == other.part()) continue;
            cases.add(new Case(
                    name + one.what() + " and " + other.what(),
                    other.change().apply(one.change().apply(right)),
                    one.mustBeRefused() || other.mustBeRefused()));
        }
        for (String role : tokens.keySet()) {
            boolean stranger =
                    !operation.roles().isEmpty() && !operation.roles().contains(role);
            if (stranger)
                cases.add(new Case(
                        name + "by a " + role, right.header("Authorization", "Bearer " + tokens.get(role)), true));
        }
        for (String method : BadValues.METHODS) {
            String asks = method.equals("HEAD") ? "GET" : method;
            String target = contract.operations().stream()
                    .filter(one ->
                            one.path().equals(operation.path()) && one.method().equals(asks))
                    .map(Operation::id)
                    .findFirst()
                    .orElse("none");
            boolean wrong = target.equals("none") && !method.equals("OPTIONS");
            if (!target.equals(operation.id()) || method.equals("HEAD"))
                cases.add(new Case(name + "by " + method, right.method(method, target), wrong));
        }
        return cases;
    }

    /** As the contract takes it; of a ride that there is. */
    private static Call right(Operation operation, String booking) {
        String path = operation.path().replace("{code}", "invalid").replaceAll("\\{.*}", booking);
        String query = operation.parameters("query").stream()
                .filter(parameter -> parameter.getBoolean("required", false))
                .map(parameter -> parameter.getString("name") + "=" + Samples.of(parameter.getJsonObject("schema")))
                .collect(Collectors.joining("&"));
        List<String> headers = new ArrayList<>();
        if (!operation.roles().isEmpty())
            headers.add("Authorization: Bearer " + tokens.get(operation.roles().getFirst()));
        JsonObject schema = operation.body();
        if (schema == null) return new Call(operation.id(), operation.method(), path, query, headers, null);
        headers.add("Content-Type: application/json");
        String body = Json.encode(Samples.of(schema));
        return new Call(operation.id(), operation.method(), path, query, headers, null).body(body);
    }

    private static List<Answered> sendAll(List<Case> cases) throws Exception {
        Queue<Case> waiting = new ConcurrentLinkedQueue<>(cases);
        List<Future<List<Answered>>> parts = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (int i = 0; i < CONNECTIONS; i++) parts.add(workers.submit(() -> send(waiting)));
        }
        List<Answered> answered = new ArrayList<>();
        for (Future<List<Answered>> part : parts) answered.addAll(part.get());
        return answered;
    }

    private static List<Answered> send(Queue<Case> waiting) throws IOException {
        List<Answered> answered = new ArrayList<>();
        try (WireCaller caller = new WireCaller(node.port())) {
            for (Case next = waiting.poll(); next != null; next = waiting.poll()) {
                try {
                    answered.add(new Answered(next, caller.send(next.call())));
                } catch (IOException e) {
                    throw new IOException(next.what() + " was not answered", e);
                }
            }
        }
        return answered;
    }

    private static Seen ask(String method, String path, @Nullable String role, @Nullable String body)
            throws IOException {
        List<String> headers = new ArrayList<>();
        if (role != null) headers.add("Authorization: Bearer " + tokens.get(role));
        if (body != null) headers.add("Content-Type: application/json");
        Call call = new Call("setUp", method, path, "", headers, null);
        try (WireCaller caller = new WireCaller(node.port())) {
            Seen seen = caller.send(body == null ? call : call.body(body));
            if (seen.status() >= 300) throw new IOException(method + " " + path + " was answered " + seen);
            return seen;
        }
    }
}

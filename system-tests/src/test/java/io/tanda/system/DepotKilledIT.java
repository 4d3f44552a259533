package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.Answer;
import io.tanda.client.ClientConfig;
import io.tanda.client.TandaClient;
import io.tanda.contract.catalogue.ProductView;
import io.tanda.contract.delivery.StockView;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.OrderView;
import io.tanda.servers.ChildProcess;
import io.tanda.servers.Ports;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each of the depot's contexts in a process of its own, which die in turns with orders, cancellations and returns under way. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class DepotKilledIT {
    private static final List<String> CONTEXTS = List.of("rental", "delivery", "catalogue");
    private static final int DRIVERS = 16;
    /** Fewer than are wanted at once. */
    private static final int ITEMS = 13;

    private static final int PATIENCE_SECONDS = 120;

    private final Map<String, ChildProcess> processes = new LinkedHashMap<>();
    private TwoNodes nodes;
    private TandaClient client;

    @BeforeEach
    void build() throws IOException {
        nodes = new TwoNodes("depot-killed", Map.of("verticles", "history"), Map.of());
        CONTEXTS.forEach(this::start);
        client = new TandaClient(nodes.outside(), ClientConfig.of(nodes.api()));
    }

    @AfterEach
    void leave() {
        processes.values().forEach(ChildProcess::kill9);
        if (client != null) done(client.close());
        if (nodes != null) nodes.close();
    }

    private record Registration(String name, int quantity) {}

    private record Order(UUID product, int quantity) {}

    private record Orders(List<OrderView> items, @Nullable String next) {}

    @Test
    @Tag("B3")
    @Tag("E2")
    @Tag("E3")
    void no_item_is_lost_and_none_is_given_twice_while_the_depots_processes_are_killed() {
        String staff = nodes.tokens().operator(UUID.randomUUID());
        ProductView seat = done(call(staff, "/v1/products", new Registration("Child seat", ITEMS), ProductView.class))
                .get();
        stockIs(staff, seat, ITEMS, 0);
        for (String victim : CONTEXTS) {
            Map<String, OrderView> out = ordered(seat, victim);
            assertThat(out).as("who has got something while %s died", victim).isNotEmpty();
            int items = out.values().stream().mapToInt(OrderView::quantity).sum();
            stockIs(staff, seat, ITEMS - items, items);
            broughtBack(out, victim);
            stockIs(staff, seat, ITEMS, 0);
        }
    }

    /** @return whose order was delivered */
    private Map<String, OrderView> ordered(ProductView seat, String victim) {
        Map<String, Future<Answer<OrderView>>> asked = new LinkedHashMap<>();
        for (int i = 0; i < DRIVERS; i++) {
            String driver = nodes.tokens().driver(UUID.randomUUID());
            asked.put(driver, call(driver, "/v1/orders", new Order(seat.id().value(), 1 + i % 2), OrderView.class));
        }
        replace(victim, List.copyOf(asked.values()));
        Map<String, OrderView> out = new LinkedHashMap<>();
        asked.forEach((driver, answer) -> {
            done(answer).get();
            OrderView now = settled(driver);
            assertThat(now.status()).isIn(OrderStatus.DELIVERED, OrderStatus.CANCELED_OUT_OF_STOCK);
            if (now.status() == OrderStatus.DELIVERED) out.put(driver, now);
        });
        return out;
    }

    private void broughtBack(Map<String, OrderView> out, String victim) {
        List<Future<Answer<OrderView>>> asked = new ArrayList<>();
        out.forEach((driver, order) -> asked.add(call(
                driver,
                "/v1/orders/" + order.id() + (asked.size() % 2 == 0 ? "/cancel" : "/return"),
                null,
                OrderView.class)));
        replace(victim, asked);
        asked.forEach(
                answer -> assertThat(done(answer).get().status()).isIn(OrderStatus.CANCELED, OrderStatus.RETURNED));
    }

    /** SIGKILL as soon as one is answered, and others are not. */
    private void replace(String victim, List<? extends Future<?>> asked) {
        until(() -> asked.stream().anyMatch(Future::isComplete) ? true : null);
        processes.get(victim).kill9();
        start(victim);
    }

    private void start(String context) {
        Path folder = Path.of("target/nodes/depot-killed");
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("TANDA_PROFILE", "dev");
        environment.put("TANDA_VERTICLES", context);
        environment.put("TANDA_MYSQL_URL", TestServers.mariaDb().url());
        environment.put("TANDA_KAFKA_BOOTSTRAP", TestServers.kafka().bootstrap());
        environment.put("TANDA_MANAGEMENT_PORT", Integer.toString(Ports.free()));
        environment.put("TANDA_CLUSTER_PORT", Integer.toString(Ports.free()));
        environment.put("TANDA_CLUSTER_MEMBERS", nodes.members());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tanda.launcher.Main");
        processes.put(
                context,
                ChildProcess.start(new ChildProcess.Launch(
                        context,
                        command,
                        environment,
                        folder,
                        folder.resolve(context + "-" + UUID.randomUUID() + ".log"))));
    }

    private OrderView settled(String driver) {
        return seen(
                        () -> client.get("/v1/orders?limit=1", driver, Orders.class),
                        page -> page.items().getFirst().status() != OrderStatus.ORDERED)
                .items()
                .getFirst();
    }

    private void stockIs(String staff, ProductView seat, int inStock, int out) {
        StockView stock = seen(
                () -> client.get("/v1/products/" + seat.id() + "/stock", staff, StockView.class),
                now -> now.inStock() == inStock);
        assertThat(stock).isEqualTo(new StockView(seat.id(), ITEMS, inStock, out));
    }

    private <T> Future<Answer<T>> call(String token, String path, @Nullable Object body, Class<T> type) {
        return client.call(HttpMethod.POST, path, token, UUID.randomUUID(), body, type);
    }

    private static <T> T seen(Supplier<Future<Answer<T>>> ask, Predicate<T> expected) {
        return until(() -> done(ask.get()) instanceof Answer.Ok<T> ok && expected.test(ok.body()) ? ok.body() : null);
    }

    /** Looks until there is something. */
    private static <T> T until(Supplier<@Nullable T> look) {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        do {
            T found = look.get();
            if (found != null) return found;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        } while (System.nanoTime() < giveUp);
        throw new AssertionError("not within " + PATIENCE_SECONDS + " s");
    }

    private static <T> T done(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

package io.tanda.benchmarks;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.client.DevTokens;
import io.tanda.contract.Contexts;
import io.tanda.contract.Id;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How many orders a second the depot accepts while catalogue and delivery are down ({@code POST /v1/orders} with everything on; web, booking
 * and rental in one JVM), and how long delivery takes to work them off when it is back. All are of one product: its row is the one that
 * every delivery changes.
 */
@Command(
        name = "orders",
        mixinStandardHelpOptions = true,
        description =
                "Orders of the depot accepted a second while catalogue and delivery are down, and worked off after.")
final class OrdersBench implements Callable<Integer> {
    private static final double ACCEPTED_GOAL = 1_000;
    private static final double SECONDS_OF_TEN_THOUSAND_GOAL = 10;
    private static final int TEN_THOUSAND = 10_000;
    /** More than any run orders. */
    private static final int STOCK = 1_000_000_000;

    private static final int FOLLOW_LIMIT_SECONDS = 1_200;

    @Option(names = "--rounds", defaultValue = "5", description = "counted (default ${DEFAULT-VALUE})")
    int rounds;

    @Option(names = "--warm-rounds", defaultValue = "2", description = "before them (default ${DEFAULT-VALUE})")
    int warmRounds;

    @Option(names = "--seconds", defaultValue = "5", description = "of a round (default ${DEFAULT-VALUE})")
    double seconds;

    @Option(names = "--connections", defaultValue = "64", description = "(default ${DEFAULT-VALUE})")
    int connections;

    private final UUID product = Id.next();
    private long answered;
    private long unanswered;

    @Override
    public Integer call() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (Sides sides = Sides.start(null)) {
            BenchServers servers = sides.ours();
            BenchCheck check = new BenchCheck(servers);
            stock(vertx, servers);
            int port = servers.tanda("web,booking,rental", Map.of()).port();
            Console.print(
                    "On %s, commit %s%n",
                    Machine.text(), Machine.commit(servers.checkout().folder()));
            Spread accepted = Spread.of(ordered(vertx, servers, port), Double::doubleValue);
            boolean enough = accepted.median() >= ACCEPTED_GOAL;
            Console.print(
                    "orders accepted a second without catalogue and delivery: %s (goal %,.0f): %s%n",
                    accepted.text("%,.0f"), ACCEPTED_GOAL, enough ? "reached" : "NOT reached");
            boolean workedOff = workedOff(servers, check);
            return workedOff && enough ? 0 : 1;
        } finally {
            OpenLoop.await(vertx.close());
        }
    }

    /** Delivery has been told of the product while it was there. */
    private void stock(Vertx vertx, BenchServers servers) {
        Settings settings = Settings.of(Map.of("mysql.url", servers.mariaDb().url()));
        Future<Void> made = Store.open(
                        vertx,
                        StoreConfig.of(settings, Contexts.DELIVERY),
                        Contexts.DELIVERY.name(),
                        new SimpleMeterRegistry())
                .compose(Store::close);
        OpenLoop.await(made);
        servers.mariaDb()
                .execute("INSERT INTO " + Contexts.DELIVERY.schema()
                        + ".stock (product_id, registered, in_stock) VALUES" + " (UNHEX('"
                        + product.toString().replace("-", "") + "'), " + STOCK + ", " + STOCK + ")");
    }

    private List<Double> ordered(Vertx vertx, BenchServers servers, int port) throws IOException {
        JsonObject order = new JsonObject().put("product", product.toString()).put("quantity", 1);
        Poster poster = new Poster(vertx, port, "/v1/orders", order.toBuffer(), connections);
        Drivers drivers = new Drivers(servers.keys());
        ClosedLoop loop = new ClosedLoop(vertx, poster, drivers::next, connections);
        List<Double> counted = new ArrayList<>();
        for (int round = 0; round < warmRounds + rounds; round++) {
            Future<ClosedLoop.Result> run = loop.run(seconds);
            OpenLoop.await(run);
            ClosedLoop.Result result = run.result();
            answered += result.ok();
            unanswered += result.failed();
            if (round >= warmRounds) counted.add(result.perSecond());
            Console.print(
                    "%s %,.0f a second, p99 %.0f ms, not 2xx: %s%n",
                    round < warmRounds ? "(warm)" : "      ",
                    result.perSecond(),
                    result.p99Millis(),
                    result.failures());
        }
        return counted;
    }

    /** From the moment at which delivery is ready until rental has followed it with every order. */
    private boolean workedOff(BenchServers servers, BenchCheck check) throws IOException {
        servers.tanda("catalogue,delivery", Map.of());
        long beganNanos = System.nanoTime();
        String rental = Contexts.RENTAL.schema();
        boolean followed = OpenLoop.awaitAtMost(
                FOLLOW_LIMIT_SECONDS,
                () -> check.count(rental, "SELECT COUNT(*) FROM rental_order WHERE status = 'ORDERED'") == 0);
        double took = (System.nanoTime() - beganNanos) / 1e9;
        long kept = check.count(rental, "SELECT COUNT(*) FROM rental_order");
        long delivered = check.count(rental, "SELECT COUNT(*) FROM rental_order WHERE status = 'DELIVERED'");
        long left = check.count(Contexts.DELIVERY.schema(), "SELECT in_stock FROM stock");
        double ofTenThousand = took * TEN_THOUSAND / kept;
        boolean soon = followed && ofTenThousand <= SECONDS_OF_TEN_THOUSAND_GOAL;
        Console.print(
                "worked off when delivery is back: %,d orders in %.1f s, 10,000 in %.1f s (goal %.0f): %s%n",
                kept, took, ofTenThousand, SECONDS_OF_TEN_THOUSAND_GOAL, soon ? "reached" : "NOT reached");
        boolean right =
                kept >= answered && kept <= answered + unanswered && delivered == kept && left == STOCK - delivered;
        Console.print(
                "answered 201: %,d; orders: %,d; delivered: %,d; gone from the stock: %,d: %s%n",
                answered, kept, delivered, STOCK - left, right ? "verified" : "BROKEN");
        return soon && right;
    }

    /** They take turns; each order has a key of its own. */
    private static final class Drivers {
        private static final int DRIVERS = 64;

        private final String[] bearers = new String[DRIVERS];
        private int made;

        /** @param folder of the server's development key */
        Drivers(Path folder) throws IOException {
            DevTokens tokens = DevTokens.load(folder);
            Arrays.setAll(bearers, driver -> "Bearer " + tokens.driver(UUID.randomUUID()));
        }

        synchronized Map<String, String> next() {
            Map<String, String> headers = new HashMap<>();
            headers.put("Content-Type", "application/json");
            headers.put("Authorization", bearers[made++ % DRIVERS]);
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
            return headers;
        }
    }
}

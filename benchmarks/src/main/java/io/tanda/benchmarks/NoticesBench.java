package io.tanda.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.client.DevTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How soon who is to be told of a ride is told: every rider of an open loop has a webhook, and each notice is measured from the time of what it
 * tells of to its arrival there, with everything deployed in one JVM.
 */
@Command(
        name = "notices",
        mixinStandardHelpOptions = true,
        description = "Time from what happens in a ride until the rider's webhook is told of it.")
final class NoticesBench implements Callable<Integer> {
    private static final double P99_GOAL_MILLIS = 5_000;
    /** Of a ride that goes well: a driver is found, he is there, it is paid. */
    private static final int NOTICES_OF_A_RIDE = 3;

    private static final int SETTLE_LIMIT_SECONDS = 60;
    private static final int INSERT_TOGETHER = 1_000;

    @Option(names = "--rate", defaultValue = "50", description = "requests a second (default ${DEFAULT-VALUE})")
    int rate;

    @Option(names = "--taxis", defaultValue = "3000", description = "available taxis (default ${DEFAULT-VALUE})")
    int taxis;

    @Option(names = "--seconds", defaultValue = "30", description = "counted (default ${DEFAULT-VALUE})")
    int seconds;

    @Option(
            names = "--warm-seconds",
            defaultValue = "60",
            description = "before them, not counted (default ${DEFAULT-VALUE})")
    int warmSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "of all places (default ${DEFAULT-VALUE})")
    long seed;

    private final Lag lag = new Lag();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final LongAdder repeated = new LongAdder();

    @Override
    public Integer call() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (Sides sides = Sides.start(null)) {
            BenchServers servers = sides.ours();
            int gateway = servers.gateway().port();
            int port = servers.tanda(
                            "web,booking,dispatch,payment,notify,history",
                            Map.of(
                                    "TANDA_GATEWAY_URL",
                                    "http://127.0.0.1:" + gateway,
                                    "TANDA_NOTIFY_WEBHOOK_PLAIN",
                                    "true"))
                    .port();
            Future<Integer> listening = receiver(vertx);
            OpenLoop.await(listening);
            String webhook = "http://127.0.0.1:" + listening.result() + "/";
            OpenLoop loop = new OpenLoop(vertx, port, DevTokens.load(servers.keys()), Habits.AT_ONCE, seed);
            loop.meeting(riders -> wantWebhook(servers.mariaDb().jdbcUrl(), riders, webhook));
            loop.open(taxis);
            Console.print(
                    "%d rides a second for %d s, after %d s to warm up; every rider has a webhook%n",
                    rate, seconds, warmSeconds);
            OpenLoop.Result result = loop.run(new OpenLoop.Load(rate, warmSeconds, seconds), lag::begin);
            long expected = (long) NOTICES_OF_A_RIDE * result.offers().droppedOff();
            OpenLoop.awaitAtMost(SETTLE_LIMIT_SECONDS, () -> keys.size() >= expected);
            loop.close();
            return report(result.offers().droppedOff());
        } finally {
            OpenLoop.await(vertx.close());
        }
    }

    private int report(long rides) {
        boolean reached = lag.millis(99) <= P99_GOAL_MILLIS
                && repeated.sum() == 0
                && keys.size() >= NOTICES_OF_A_RIDE * rides
                && lag.count() > 0;
        Console.print(
                "%,d rides driven to the end, %,d notices, %,d of them twice%n", rides, keys.size(), repeated.sum());
        Console.print(
                "from what happened to its notice: %s (goal: p99 at most %.0f ms): %s%n",
                lag, P99_GOAL_MILLIS, reached ? "reached" : "NOT reached");
        return reached ? 0 : 1;
    }

    private Future<Integer> receiver(Vertx vertx) {
        return vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    told(request.getHeader("Idempotency-Key"), new JsonObject(body));
                    request.response().end();
                }))
                .listen(0, "127.0.0.1")
                .map(HttpServer::actualPort);
    }

    private synchronized void told(String key, JsonObject notice) {
        if (!keys.add(key)) repeated.increment();
        lag.told(Instant.parse(notice.getString("at")));
    }

    private static void wantWebhook(String jdbcUrl, List<UUID> riders, String webhook) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement receiver =
                        connection.prepareStatement("INSERT INTO tanda_notify.receiver (receiver_id) VALUES (?)");
                PreparedStatement contact = connection.prepareStatement(
                        "INSERT INTO tanda_notify.contact (receiver_id, channel, address) VALUES (?, 'webhook', ?)")) {
            connection.setAutoCommit(false);
            int number = 0;
            for (UUID rider : riders) {
                byte[] id = ByteBuffer.allocate(16)
                        .putLong(rider.getMostSignificantBits())
                        .putLong(rider.getLeastSignificantBits())
                        .array();
                receiver.setBytes(1, id);
                receiver.addBatch();
                contact.setBytes(1, id);
                contact.setBytes(2, webhook.getBytes(UTF_8));
                contact.addBatch();
                if (++number % INSERT_TOGETHER == 0 || number == riders.size()) {
                    receiver.executeBatch();
                    contact.executeBatch();
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("riders' webhooks cannot be written: " + e.getMessage(), e);
        }
    }
}

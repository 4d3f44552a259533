package io.tanda.benchmarks;

import io.tanda.client.Answer;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.message.MessageView;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Clients who send paid messages one after the other, against a gateway that takes 400 to 620 ms, with everything deployed in one JVM. Each answer
 * is compared afterwards with what became of its message: sent is sent and paid once, refused is neither, and nothing was charged that nobody was
 * told of.
 */
@Command(
        name = "messages",
        mixinStandardHelpOptions = true,
        description = "Paid messages a second, and whether each was answered truthfully.")
final class MessagesBench implements Callable<Integer> {
    private static final double GOAL_PER_SECOND = 400;
    private static final int SETTLE_LIMIT_SECONDS = 120;
    /** Longer than message and payment may take together, and shorter than anybody waits. */
    private static final int TRY_LIMIT_MILLIS = 10_000;

    private static final int GIVE_UP_MILLIS = 60_000;

    @Option(names = "--clients", defaultValue = "255", description = "at once (default ${DEFAULT-VALUE})")
    int clients;

    @Option(names = "--seconds", defaultValue = "60", description = "of sending (default ${DEFAULT-VALUE})")
    int seconds;

    private final Set<UUID> answeredSent = ConcurrentHashMap.newKeySet();
    private final Set<UUID> answeredPending = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger sending = new AtomicInteger();

    private record NewMessage(RideId ride, String text) {}

    private record Ride(RideId ride, UUID rider, UUID driver) {}

    @Override
    public Integer call() throws IOException {
        Vertx vertx = Vertx.vertx();
        try (Sides sides = Sides.start(null)) {
            BenchServers servers = sides.ours();
            String gateway = "http://127.0.0.1:" + servers.gateway().port();
            int port = servers.tanda(
                            "web,booking,dispatch,payment,message,notify,history",
                            Map.of("TANDA_GATEWAY_URL", gateway, "TANDA_MESSAGE_RATE_PER_MINUTE", "100000"))
                    .port();
            List<Ride> rides = rides();
            write(servers.mariaDb().jdbcUrl(), rides);
            DevTokens tokens = DevTokens.load(servers.keys());
            TandaClient client = new TandaClient(
                    vertx,
                    ClientConfig.of(URI.create("http://127.0.0.1:" + port))
                            .withMaxConnections(clients)
                            .withTries(TRY_LIMIT_MILLIS, GIVE_UP_MILLIS));
            Console.print("%d clients send paid messages for %d s%n", clients, seconds);
            long began = System.nanoTime();
            long until = began + TimeUnit.SECONDS.toNanos(seconds);
            sending.set(clients);
            for (Ride ride : rides) send(client, tokens.rider(ride.rider()), ride.ride(), until);
            OpenLoop.awaitAtMost(seconds + SETTLE_LIMIT_SECONDS, () -> sending.get() == 0);
            double took = (System.nanoTime() - began) / 1e9;
            OpenLoop.await(client.close());
            return report(servers.mariaDb().jdbcUrl(), took);
        } finally {
            OpenLoop.await(vertx.close());
        }
    }

    private List<Ride> rides() {
        List<Ride> rides = new ArrayList<>(clients);
        for (int i = 0; i < clients; i++) rides.add(new Ride(RideId.next(), Id.next(), Id.next()));
        return rides;
    }

    /** Rides that ended a minute ago, as message knows of them. */
    private static void write(String jdbcUrl, List<Ride> rides) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                PreparedStatement row = connection.prepareStatement(
                        "INSERT INTO tanda_message.ride (ride_id, rider_id, driver_id, ended_at) VALUES (?, ?, ?, ?)")) {
            long ended = TimeUnit.SECONDS.toMicros(Instant.now().getEpochSecond() - 60);
            for (Ride ride : rides) {
                row.setBytes(1, bytes(ride.ride().value()));
                row.setBytes(2, bytes(ride.rider()));
                row.setBytes(3, bytes(ride.driver()));
                row.setLong(4, ended);
                row.addBatch();
            }
            row.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("rides cannot be written: " + e.getMessage(), e);
        }
    }

    private void send(TandaClient client, String token, RideId ride, long until) {
        if (System.nanoTime() - until >= 0) {
            sending.decrementAndGet();
            return;
        }
        client.call(
                        HttpMethod.POST,
                        "/v1/messages",
                        token,
                        UUID.randomUUID(),
                        new NewMessage(ride, "My umbrella is on the back seat."),
                        MessageView.class)
                .onSuccess(this::answered)
                .onFailure(lost -> failed.incrementAndGet())
                .onComplete(done -> send(client, token, ride, until));
    }

    private void answered(Answer<MessageView> answer) {
        switch (answer) {
            case Answer.Ok<MessageView> ok -> {
                boolean sent = ok.body().status() == MessageView.Status.SENT;
                answers.merge(sent ? "sent" : "pending", 1, Integer::sum);
                UUID id = ok.body().id().value();
                // The same message twice is one answer too many.
                if (!(sent ? answeredSent : answeredPending).add(id)) answers.merge("twice", 1, Integer::sum);
            }
            case Answer.Refused<MessageView> refused -> answers.merge(refused.code(), 1, Integer::sum);
        }
    }

    private int report(String jdbcUrl, double took) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            boolean settled = OpenLoop.awaitAtMost(
                    SETTLE_LIMIT_SECONDS,
                    () -> count(
                                    statement,
                                    "SELECT COUNT(*) FROM tanda_message.message WHERE status = 'PENDING_PAYMENT' OR owes_back")
                            == 0);
            Map<UUID, String> became = new HashMap<>();
            try (ResultSet rows = statement.executeQuery("SELECT message_id, status FROM tanda_message.message")) {
                while (rows.next()) became.put(uuid(rows.getBytes(1)), rows.getString(2));
            }
            long untrue = answeredSent.stream()
                    .filter(id -> !"SENT".equals(became.get(id)))
                    .count();
            long lost = answeredPending.stream()
                    .filter(id -> !became.containsKey(id))
                    .count();
            // Each sent message is a charge that was captured, and none is captured that was not sent.
            long unpaid = count(
                    statement,
                    "SELECT COUNT(*) FROM tanda_message.message m WHERE m.status = 'SENT' AND NOT EXISTS (SELECT 1 FROM"
                            + " tanda_payment.charge c WHERE c.ride_id = m.message_id AND c.purpose = 'SERVICE'"
                            + " AND c.status = 'CAPTURED')");
            long forNothing = count(
                    statement,
                    "SELECT COUNT(*) FROM tanda_payment.charge c WHERE c.purpose = 'SERVICE' AND c.status = 'CAPTURED'"
                            + " AND NOT EXISTS (SELECT 1 FROM tanda_message.message m WHERE m.message_id = c.ride_id"
                            + " AND m.status = 'SENT') AND NOT EXISTS (SELECT 1 FROM tanda_payment.refund r"
                            + " WHERE r.ride_id = c.ride_id AND r.purpose = 'SERVICE')");
            long twice = count(
                    statement,
                    "SELECT COUNT(*) FROM (SELECT 1 FROM tanda_payment.charge_attempt WHERE purpose = 'SERVICE'"
                            + " AND outcome = 'CAPTURED' GROUP BY ride_id HAVING COUNT(*) > 1) more");
            long captured = count(
                    statement,
                    "SELECT COUNT(*) FROM tanda_payment.charge WHERE purpose = 'SERVICE' AND status = 'CAPTURED'");
            long all = answers.values().stream().mapToLong(Integer::longValue).sum() + failed.get();
            long wrong = untrue + lost + unpaid + forNothing + twice + failed.get() + answers.getOrDefault("twice", 0);
            double truthful = all == 0 ? 0 : 100.0 * (all - wrong) / all;
            double perSecond = captured / took;
            Console.print("answers: %s, without one: %d%n", new TreeMap<>(answers), failed.get());
            Console.print(
                    "%,d captured in %.1f s: %.1f a second (goal: at least %.0f)%n",
                    captured, took, perSecond, GOAL_PER_SECOND);
            Console.print(
                    "truthful: %.2f %% (said to be sent and not: %d, lost: %d, unpaid: %d, for nothing: %d, twice: %d)%s%n",
                    truthful, untrue, lost, unpaid, forNothing, twice, settled ? "" : ", and some are not settled yet");
            boolean reached = perSecond >= GOAL_PER_SECOND && wrong == 0 && settled;
            Console.print("%s%n", reached ? "reached" : "NOT reached");
            return reached ? 0 : 1;
        } catch (SQLException e) {
            throw new IllegalStateException("what became of the messages cannot be read: " + e.getMessage(), e);
        }
    }

    private static long count(Statement statement, String sql) {
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}

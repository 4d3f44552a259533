package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.history.Rebuild;
import io.tanda.launcher.Repair;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.Eventually;
import io.tanda.servers.Folders;
import io.tanda.servers.KafkaServer;
import io.tanda.servers.TandaRoot;
import io.tanda.servers.testing.TestServers;
import io.tanda.system.watch.WholeRide;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an operator does to the data while rides are driven. */
@SuppressWarnings("NullAway.Init")
class UpkeepIT {
    private static final String ALL_BUT_PAYMENT = "web,booking,dispatch,history";
    private static final Duration MOVES = Duration.ofSeconds(5);
    /** Followers look at what is parked once a minute. */
    private static final int PATIENCE_SECONDS = 180;

    private final Vertx vertx = Vertx.vertx();
    private final Map<Context, Store> stores = new HashMap<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Settings settings =
            Settings.of(Map.of("mysql.url", TestServers.mariaDb().url()));
    private KafkaServer kafka;

    @BeforeEach
    void start() throws IOException {
        Path folder = TandaRoot.find().resolve("system-tests/target/upkeep");
        Folders.recreate(folder);
        kafka = KafkaServer.start(folder.resolve("kafka"), 0, KafkaServer.Options.of(folder.resolve("kafka.log")));
        for (Context context : Contexts.ALL)
            if (context.stored())
                stores.put(
                        context,
                        get(Store.open(
                                vertx, StoreConfig.of(settings, context), context.name(), new SimpleMeterRegistry())));
    }

    @AfterEach
    void stop() {
        for (Store store : stores.values()) get(store.close());
        get(vertx.close());
        kafka.stop();
    }

    @Test
    @Tag("B3")
    void a_ride_whose_drop_off_was_lost_with_its_topic_is_charged_all_the_same() throws Exception {
        RideId ride;
        try (OneNode node = node("no-payment", Map.of("verticles", ALL_BUT_PAYMENT));
                WholeRide people = new WholeRide(node)) {
            ride = people.driveToTheDropOff();
            Eventually.holds(() -> status(ride), () -> status(ride).equals("SETTLING null"));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrap()))) {
            admin.deleteTopics(List.of(DispatchEvent.TOPIC.name())).all().get(30, TimeUnit.SECONDS);
        }
        try (OneNode node = node("with-payment", Map.of())) {
            int many = get(new Repair(vertx, this::store, InstantSource.system(), MOVES, said::add).run());
            assertThat(many).isPositive();
            // Rides of other tests, in the same database, may have ended before payment had heard of them.
            assertThat(said)
                    .anyMatch(line -> line.matches("payment<-dispatch: [1-9]\\d* were never told all"))
                    .contains("payment<-dispatch: has read what was missing");
            Eventually.holds(() -> status(ride), () -> status(ride).equals("COMPLETED CAPTURED"));

            said.clear();
            assertThat(get(new Repair(vertx, this::store, InstantSource.system(), MOVES, said::add).run()))
                    .isZero();
            assertThat(node.port()).isPositive();
        }
    }

    @Test
    @Tag("A11")
    void rides_go_on_in_a_history_that_is_rebuilt() throws IOException {
        try (OneNode node = node("rebuilt", Map.of());
                WholeRide before = new WholeRide(node);
                WholeRide after = new WholeRide(node)) {
            RideId one = before.drive();
            String row = row(one);

            long events = get(new Rebuild(
                            vertx,
                            StoreConfig.of(settings, Contexts.HISTORY),
                            topic -> store(Contexts.ALL.stream()
                                    .filter(context -> topic.equals(context.topic()))
                                    .findFirst()
                                    .orElseThrow()),
                            InstantSource.system().instant(),
                            said::add)
                    .run());

            assertThat(events).isPositive();
            assertThat(row(one)).isEqualTo(row);
            RideId two = after.drive();
            assertThat(status(two)).isEqualTo("COMPLETED CAPTURED");
        }
    }

    private OneNode node(String name, Map<String, String> more) throws IOException {
        Map<String, String> values = new HashMap<>(more);
        values.put("kafka.bootstrap", kafka.bootstrap());
        return new OneNode(name, values);
    }

    private Store store(Context context) {
        return Objects.requireNonNull(stores.get(context), context::name);
    }

    /** As history says. */
    private String status(RideId ride) {
        for (Row row : rows("status, payment", ride)) return row.getString(0) + " " + row.getString(1);
        return "none";
    }

    private String row(RideId ride) {
        for (Row row : rows("*", ride)) return row.deepToString();
        return "none";
    }

    private Iterable<Row> rows(String columns, RideId ride) {
        return get(store(Contexts.HISTORY).query("SELECT " + columns + " FROM ride WHERE ride_id = ?", ride));
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }
}

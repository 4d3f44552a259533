package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Contexts;
import io.tanda.contract.RideId;
import io.tanda.messages.SimulatedProviders;
import io.tanda.messages.SimulatedProviders.Taken;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.tanda.servers.testing.TestServers;
import io.tanda.system.watch.WholeRide;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A12: whoever tells people may be down or slow, and a ride goes on to the end all the same. */
@Tag("A12")
@SuppressWarnings("NullAway.Init")
class NotifyAwayIT {
    private static final String ALL_BUT_NOTIFY = "web,booking,dispatch,payment,history";
    private static final List<String> OUT =
            List.of("booking.driver-assigned.v1", "booking.driver-arrived.v1", "booking.ride-completed.v1");

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedProviders receivers = new SimulatedProviders(vertx);
    private Store notify;
    private String url;

    @BeforeEach
    void start() {
        url = TestStore.await(receivers.listen(0));
        StoreConfig config = StoreConfig.of(
                Settings.of(Map.of("mysql.url", TestServers.mariaDb().url())), Contexts.NOTIFY);
        notify = TestStore.open(vertx, Contexts.NOTIFY.name(), config);
    }

    @AfterEach
    void stop() {
        TestStore.await(notify.close());
        TestStore.await(receivers.close());
        TestStore.await(vertx.close());
    }

    @Test
    void a_ride_needs_no_notifier_and_its_notices_are_all_sent_once_when_one_is_back() throws IOException {
        RideId ride;
        try (OneNode node = new OneNode("notify-away", Map.of("verticles", ALL_BUT_NOTIFY));
                WholeRide people = new WholeRide(node)) {
            wantsWebhook(people.rider());
            ride = people.drive();
        }
        assertThat(receivers.taken()).isEmpty();
        try (OneNode node = new OneNode("notify-back", Map.of("notify.webhook.plain", "true"))) {
            assertThat(node.port()).isPositive();
            Eventually.holds(
                    () -> told(ride) + " " + receivers.taken(), () -> told(ride).containsAll(OUT));
        }
        assertThat(told(ride)).containsExactlyInAnyOrderElementsOf(OUT);
        assertThat(receivers.taken()).extracting(Taken::calls).containsOnly(1);
    }

    @Test
    void a_receiver_that_hangs_keeps_no_ride_waiting() throws IOException {
        receivers.delay(4_000);
        try (OneNode node = new OneNode("notify-slow", Map.of("notify.webhook.plain", "true"));
                WholeRide people = new WholeRide(node)) {
            wantsWebhook(people.rider());
            RideId ride = people.drive();
            Eventually.holds(() -> told(ride), () -> told(ride).containsAll(OUT));
        }
    }

    private void wantsWebhook(UUID rider) {
        TestStore.await(notify.query("INSERT INTO receiver (receiver_id) VALUES (?)", rider));
        TestStore.await(notify.query(
                "INSERT INTO contact (receiver_id, channel, address) VALUES (?, 'webhook', ?)",
                rider,
                url + "/hooks/" + rider));
    }

    private List<String> told(RideId ride) {
        return receivers.taken().stream()
                .filter(taken -> taken.body().getString("ride").equals(ride.toString()))
                .map(taken -> taken.body().getString("kind"))
                .toList();
    }
}

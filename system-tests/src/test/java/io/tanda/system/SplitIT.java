package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.Answer;
import io.tanda.client.EventStream;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.payment.PaymentView;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tanda as several processes behind a proxy, as {@code ./tanda up --split} starts it, while its fronts are killed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class SplitIT {
    private static final String FIRST = "front-1";
    private static final String SECOND = "front-2";
    private static final int RIDERS = 12;

    private Town town;

    @BeforeEach
    void build() throws IOException {
        town = Town.split("split");
    }

    @AfterEach
    void leave() {
        town.close();
    }

    @Test
    @Tag("B3")
    void rides_go_on_while_fronts_are_killed_and_nothing_is_left_running() throws Exception {
        assertThat(town.running())
                .contains("dispatch-1", "dispatch-2", FIRST, SECOND, "history", "payment", "proxy")
                .doesNotContain("app");
        aRideIsPlayedWhileEachFrontIsKilledOnce();
        noBookingIsLostOrDoubledWhereAFrontDiesWithIt();

        assertThat(town.stop()).as("it ended by itself").isTrue();
        assertThat(town.running()).isEmpty();
    }

    /** The rider listens all the while: whichever front he is moved to tells him what he has not seen yet. */
    private void aRideIsPlayedWhileEachFrontIsKilledOnce() {
        Town.Driver driver = town.driverAt(Town.PICKUP);
        String token = town.tokens().rider(UUID.randomUUID());
        RideId ride = town.get(town.client().book(token, UUID.randomUUID(), town.trip()))
                .id();
        List<String> told = new CopyOnWriteArrayList<>();
        EventStream stream =
                town.client().bookingEvents(token, ride, "0", event -> told.add(String.valueOf(event.id())));
        town.until(
                "the call is taken",
                () -> town.client().acceptCall(driver.token(), UUID.randomUUID(), ride),
                taken -> taken.driver().equals(driver.id()));
        long first = town.kill9(FIRST);
        town.get(town.client().arrive(driver.token(), UUID.randomUUID(), ride));
        town.get(town.client().pickUp(driver.token(), UUID.randomUUID(), ride));
        Town.await("a new " + FIRST, () -> town.isReplaced(FIRST, first));
        long second = town.kill9(SECOND);
        town.get(town.client().dropOff(driver.token(), UUID.randomUUID(), ride, null, 6_341L));
        BookingView done = town.until(
                "completed", () -> town.client().booking(token, ride), view -> view.status() == RideStatus.COMPLETED);

        assertThat(done.paid()).isEqualTo(done.fare());
        Town.await("the stream told the end", () -> told.contains("6"));
        stream.close();
        assertThat(told).containsExactly("1", "2", "3", "4", "5", "6");
        town.until(
                "in history",
                () -> town.client().get("/v1/ride-history?limit=10", token, HistoryPage.class),
                page -> page.items().stream()
                        .anyMatch(row -> row.id().equals(ride) && row.payment() == PaymentView.Status.CAPTURED));
        Town.await("a new " + SECOND, () -> town.isReplaced(SECOND, second));
    }

    /** It is stopped first, so that it has requests and answers none: these die with it, for nobody takes them back before. */
    private void noBookingIsLostOrDoubledWhereAFrontDiesWithIt() throws IOException {
        Map<String, UUID> keys = new LinkedHashMap<>();
        for (int i = 0; i < RIDERS; i++) keys.put(town.tokens().rider(UUID.randomUUID()), UUID.randomUUID());
        town.awaitReady();
        town.signal(FIRST, "STOP");
        Map<String, Future<Answer<BookingView>>> asked = new LinkedHashMap<>();
        keys.forEach((rider, key) -> asked.put(rider, town.waiting().book(rider, key, town.trip())));
        Town.await("the other front answers some", () -> asked.values().stream().anyMatch(Future::isComplete));
        town.kill9(FIRST);

        Map<String, RideId> rides = new LinkedHashMap<>();
        asked.forEach((rider, answer) -> rides.put(rider, town.get(answer).id()));
        assertThat(Files.readString(town.data().resolve("logs/proxy.log"))).contains("POST /v1/bookings has no answer");
        rides.forEach((rider, ride) -> {
            assertThat(town.get(town.client().book(rider, keys.get(rider), town.trip()))
                            .id())
                    .isEqualTo(ride);
            assertThat(town.get(town.client().bookings(rider, null, 10)).items())
                    .extracting(BookingView::id)
                    .containsExactly(ride);
        });
    }
}

package io.tanda.booking;

import static io.tanda.booking.BookingProcess.answerOf;
import static io.tanda.booking.BookingProcess.refusalOf;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.Ports;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who is let in (A6), with the areas of New York and dispatch's events from Kafka. Time passes by being told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A6")
class AdmissionIT {
    private static final Place MANHATTAN = new Place(40.7536, -73.9832, null);
    private static final Place BROOKLYN = new Place(40.6826, -73.9754, null);
    private static final Place JERSEY_CITY = new Place(40.7190, -74.0450, null);
    private static final Map<String, String> AREAS = Map.of("areas.file", "new-york");

    private volatile Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private final DomainClock clock = DomainClock.anchored(() -> now, now, now, 1);
    private BookingProcess booking;
    private BookingProcess.Neighbour<DispatchEvent> dispatch;

    @SuppressWarnings("NullAway.Init")
    AdmissionIT() {}

    @BeforeAll
    void start() {
        booking = BookingProcess.start(clock, AREAS);
        dispatch = booking.neighbour(DispatchEvent.TOPIC);
    }

    @AfterAll
    void stop() {
        booking.close();
    }

    @BeforeEach
    void what_was_before_tells_nothing() {
        pass(100);
    }

    @Test
    void where_dispatch_finds_no_taxi_requests_are_turned_away_until_a_probe_has_one() {
        CommandId key = CommandId.next();
        RequestRide before = request(MANHATTAN);
        BookingView first = answerOf(send(booking, key, before));
        threeSearchesInVain();

        RequestRide request = request(MANHATTAN);
        assertThat(await(send(booking, CommandId.next(), request)))
                .isInstanceOfSatisfying(Reply.Refused.class, refused -> {
                    assertThat(refused.refusal()).isEqualTo(Refusal.NO_TAXIS_IN_AREA);
                    assertThat(refused.retryAfterSeconds()).isEqualTo(10);
                });
        assertThat(booking.journal(request.ride())).isEmpty();
        assertThat(await(send(booking, key, before))).isEqualTo(Reply.replayed(first));
        assertThat(booking.done(request(BROOKLYN)).status()).isEqualTo(RideStatus.REQUESTED);

        pass(10);
        RequestRide probe = request(MANHATTAN);
        assertThat(booking.done(probe).status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(refusalOf(send(booking, CommandId.next(), request))).isEqualTo(Refusal.NO_TAXIS_IN_AREA);

        dispatch.says(opened(probe));
        dispatch.says(new DispatchEvent.CallAccepted(
                probe.ride(), DriverId.next(), TaxiId.next(), "4P21", 1, now.plusSeconds(240), now));
        untilOpen(0);
        assertThat(booking.done(request).status()).isEqualTo(RideStatus.REQUESTED);
    }

    @Test
    void when_dispatch_is_not_heard_of_for_half_a_minute_everybody_is_let_in() {
        threeSearchesInVain();
        assertThat(refusalOf(send(booking, CommandId.next(), request(MANHATTAN))))
                .isEqualTo(Refusal.NO_TAXIS_IN_AREA);
        pass(31);
        for (int i = 0; i < 3; i++)
            assertThat(booking.done(request(MANHATTAN)).status()).isEqualTo(RideStatus.REQUESTED);
    }

    @Test
    void a_process_that_has_heard_nothing_lets_everybody_in() {
        threeSearchesInVain();
        try (BookingProcess restarted = BookingProcess.start(clock, "127.0.0.1:" + Ports.free(), AREAS)) {
            for (int i = 0; i < 3; i++)
                assertThat(restarted.done(request(MANHATTAN)).status()).isEqualTo(RideStatus.REQUESTED);
        }
    }

    @Test
    void a_pickup_outside_every_area_is_refused() {
        RequestRide outside = request(JERSEY_CITY);
        assertThat(refusalOf(send(booking, CommandId.next(), outside))).isEqualTo(Refusal.OUTSIDE_SERVICE_AREA);
        assertThat(booking.journal(outside.ride())).isEmpty();
    }

    private void threeSearchesInVain() {
        List<RequestRide> requests =
                Stream.generate(() -> request(MANHATTAN)).limit(3).toList();
        for (RequestRide request : requests) {
            booking.done(request);
            dispatch.says(opened(request));
        }
        pass(20);
        for (RequestRide request : requests) dispatch.says(new DispatchEvent.CallExhausted(request.ride(), now));
        untilOpen(1);
    }

    private void untilOpen(int open) {
        Eventually.holds(
                () -> "manhattan's breaker",
                () -> booking.kit
                                .meters()
                                .get("tanda.booking.admission.open")
                                .tag("area", "manhattan")
                                .gauge()
                                .value()
                        == open);
    }

    private void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private DispatchEvent opened(RequestRide request) {
        return new DispatchEvent.CallOpened(
                request.ride(),
                request.rider(),
                request.pickup().point(),
                request.dropoff().point(),
                now.plusSeconds(60),
                now);
    }

    private static Future<Reply<BookingView>> send(BookingProcess to, CommandId key, RequestRide request) {
        return to.send(key, "f", request);
    }

    private static RequestRide request(Place pickup) {
        return new RequestRide(RideId.next(), RiderId.next(), pickup, BROOKLYN, 1, PaymentMethod.CARD, 60);
    }
}

package io.tanda.dispatch.call.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.application.Change.Closed;
import io.tanda.dispatch.call.domain.Order;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.fleet.Driver;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final Instant NOON = Instant.parse("2013-01-02T17:00:00Z");
    private static final DriverId MARY = DriverId.next();
    private static final DriverId JOE = DriverId.next();
    private static final Order CALL = new Order(
            RideId.next(),
            RiderId.next(),
            new GeoPoint(40.7580, -73.9855),
            new GeoPoint(40.7033, -74.0170),
            2,
            PaymentMethod.CARD,
            NOON);
    private static final Found OPEN = new Found(new Ride.Open(CALL, NOON.plusSeconds(60), 0), 1, 1, 1, NOON);
    private static final SentOffer TO_MARY = new SentOffer(OfferId.next(), MARY, NOON, NOON.plusSeconds(15), true);
    private static final SentOffer TO_JOE = new SentOffer(OfferId.next(), JOE, NOON, NOON.plusSeconds(15), true);
    private static final DispatchEvent.CallAccepted ACCEPTED =
            new DispatchEvent.CallAccepted(CALL.id(), MARY, TaxiId.next(), "4A11", 1, NOON.plusSeconds(300), NOON);

    private static Change.Moved change(Found before, List<SentOffer> waiting, DispatchEvent... events) {
        Change.Taken taken = events[0] instanceof DispatchEvent.CallAccepted
                ? new Change.Taken(
                        new StoredOffer(
                                TO_MARY.id(),
                                CALL.id(),
                                MARY,
                                1,
                                Offer.Status.ACCEPTED,
                                10,
                                5,
                                NOON,
                                NOON.plusSeconds(15),
                                true),
                        new Driver(MARY, 1, NOON, null, null, Fleet.Standing.ACTIVE))
                : null;
        return Change.Moved.of(before, List.of(events), waiting, taken, Cause.time(NOON));
    }

    @Test
    void when_one_driver_accepts_the_others_offers_are_superseded_and_each_driver_is_told_once() {
        Change.Moved change = change(OPEN, List.of(TO_MARY, TO_JOE), ACCEPTED);
        assertThat(change.closed()).containsExactly(new Closed(TO_JOE.id(), Offer.Status.SUPERSEDED));
        assertThat(change.told())
                .extracting(Told::driver, Told::type)
                .containsExactlyInAnyOrder(tuple(MARY, DriverFeed.RIDE_ACCEPTED), tuple(JOE, DriverFeed.OFFER_CLOSED));
        assertThat(change.after().version()).isEqualTo(2);
    }

    @Test
    void when_the_rider_cancels_an_open_call_every_offer_is_withdrawn() {
        Change.Moved change =
                change(OPEN, List.of(TO_MARY, TO_JOE), new DispatchEvent.CallWithdrawn(CALL.id(), null, NOON));
        assertThat(change.closed())
                .extracting(Closed::status)
                .containsOnly(Offer.Status.WITHDRAWN)
                .hasSize(2);
        assertThat(change.told())
                .extracting(Told::type)
                .containsOnly(DriverFeed.OFFER_CLOSED)
                .hasSize(2);
        assertThat(change.told().getFirst().body())
                .isEqualTo(
                        "{\"offer\":\"" + TO_MARY.id() + "\",\"ride\":\"" + CALL.id() + "\",\"status\":\"withdrawn\"}");
    }

    @Test
    void when_the_rider_cancels_a_dispatched_ride_its_driver_is_told() {
        Found accepted = change(OPEN, List.of(), ACCEPTED).after();
        Change.Moved change = change(accepted, List.of(), new DispatchEvent.CallWithdrawn(CALL.id(), MARY, NOON));
        assertThat(change.told()).singleElement().satisfies(told -> {
            assertThat(told.driver()).isEqualTo(MARY);
            assertThat(told.type()).isEqualTo(DriverFeed.RIDE_CANCELED);
            assertThat(told.body()).contains(CALL.id().toString(), "rider_canceled");
        });
    }

    @Test
    void when_the_search_is_over_every_offer_has_expired() {
        Change.Moved change = change(OPEN, List.of(TO_JOE), new DispatchEvent.CallExhausted(CALL.id(), NOON));
        assertThat(change.closed()).containsExactly(new Closed(TO_JOE.id(), Offer.Status.EXPIRED));
    }

    @Test
    void a_ride_that_is_given_back_starts_its_rounds_anew_and_at_once() {
        Found accepted = change(OPEN, List.of(), ACCEPTED).after();
        Change.Moved change = change(
                accepted,
                List.of(),
                new DispatchEvent.CallReopened(CALL.id(), MARY, "flat tire", NOON.plusSeconds(60), NOON));
        assertThat(change.after().round()).isZero();
        assertThat(change.after().nextRoundAt()).isEqualTo(NOON);
    }

    @Test
    void a_round_of_offers_tells_each_driver_and_closes_what_has_expired() {
        StoredOffer offer = new StoredOffer(
                OfferId.next(), CALL.id(), MARY, 1, Offer.Status.SENT, 10, 5, NOON, NOON.plusSeconds(15), false);
        Change.Offered change = Change.Offered.of(
                OPEN,
                2,
                NOON.plusSeconds(5),
                List.of(offer),
                List.of(TO_JOE),
                new Choice(List.of(), List.of(), List.of(), 1_500),
                false,
                NOON.plusSeconds(15));
        assertThat(change.after().version()).isEqualTo(OPEN.version());
        assertThat(change.after().sends()).isEqualTo(OPEN.sends() + 1);
        assertThat(change.told())
                .extracting(Told::type)
                .containsExactly(DriverFeed.OFFER_CLOSED, DriverFeed.OFFER_SENT);
    }
}

package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.LongestWay;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.dispatch.call.domain.CallCommand;
import io.tanda.dispatch.call.domain.CallDecider;
import io.tanda.dispatch.call.domain.CallRules;
import io.tanda.dispatch.call.domain.Decision;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.dispatch.call.domain.StraightLineEta;
import io.tanda.fares.TariffFiles;
import io.tanda.simulator.city.RecordedTrip;
import io.tanda.simulator.city.Sample;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What no taxi can have driven is looked at (R12) or not booked (R1); what taxis drove, a night in New York, is neither. */
@Tag("R12")
class RealTripsTest {
    private static final Instant BOARDED = Instant.parse("2013-01-01T05:00:00Z");
    private static final RideId RIDE = RideId.next();
    private static final RiderId RIDER = RiderId.next();
    private static final DriverId DRIVER = DriverId.next();
    private static final CallDecider DECIDER =
            new CallDecider(CallRules.DEFAULT, TariffFiles.shipped(TariffFiles.NEW_YORK_2012), new StraightLineEta());

    @Test
    void no_trip_that_was_really_driven_is_too_long_or_looked_at() {
        List<RecordedTrip> trips = Sample.load().trips();
        assertThat(trips).hasSizeGreaterThan(1_000);
        assertThat(trips).allSatisfy(trip -> {
            assertThat(LongestWay.USUAL.flaw(trip.pickup(), trip.dropoff())).isNull();
            assertThat(droppedOff(trip).review()).isNull();
        });
    }

    /** With the meter where it is one, and without it where it shows what none can, as drivers do. */
    private static DispatchEvent.PassengerDroppedOff droppedOff(RecordedTrip trip) {
        Long meters = trip.meters() == null ? null : Long.valueOf(trip.meters());
        Decision decision = dropOff(trip, meters);
        if (decision instanceof Decision.Refused) decision = dropOff(trip, null);
        if (decision instanceof Decision.Decided decided
                && decided.events().getFirst() instanceof DispatchEvent.PassengerDroppedOff over) return over;
        throw new AssertionError(trip + " does not end: " + decision);
    }

    private static Decision dropOff(RecordedTrip trip, @Nullable Long meters) {
        return DECIDER.decide(
                new CallCommand.DropOff(
                        DRIVER,
                        trip.dropoff(),
                        meters,
                        new CallCommand.Sighting(trip.pickup(), BOARDED),
                        null,
                        List.of(),
                        null,
                        null),
                boarded(trip),
                BOARDED.plusSeconds(trip.seconds()));
    }

    private static Ride boarded(RecordedTrip trip) {
        return CallDecider.evolve(
                CallDecider.opened(
                        new DispatchEvent.CallOpened(RIDE, RIDER, trip.pickup(), trip.dropoff(), BOARDED, BOARDED),
                        trip.passengers(),
                        PaymentMethod.CARD),
                List.of(
                        new DispatchEvent.CallAccepted(RIDE, DRIVER, TaxiId.next(), "T", 1, BOARDED, BOARDED),
                        new DispatchEvent.DriverArrived(RIDE, DRIVER, BOARDED),
                        new DispatchEvent.PassengerPickedUp(RIDE, DRIVER, BOARDED)));
    }
}

package io.tanda.notify.notice;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the tables learn of an event: of a ride, so that it is known who is told, and who is told of what. All times but {@code sent} are domain time. */
public sealed interface News {
    /** Whose ride it is. */
    record Requested(RideId ride, RiderId rider) implements News {}

    /** Who drove. */
    record DroppedOff(RideId ride, RiderId rider, DriverId driver) implements News {}

    record Captured(RideId ride, RiderId rider, Money amount, Instant at) implements News {}

    /** What the rider gave beside the fare. */
    record Tipped(RideId ride, RiderId rider, Money amount, Instant at) implements News {}

    /** Nothing is told of it any more. */
    record Ended(RideId ride, Instant at) implements News {}

    /** Somebody is told of something, once: who is told twice is told the same. */
    sealed interface Told extends News {
        /** The ride, or the wallet. */
        Id about();

        /** See {@link Kinds}. */
        String kind();

        Instant at();

        Details details();

        /** Absent: the next one that there is. */
        @Nullable
        Long number();

        /** Real time, when it goes out by each channel that the receiver wants; absent: it does not. */
        @Nullable
        Instant sent();
    }

    /** Nobody, where it is not known whose ride it is. */
    record ToRider(
            RideId ride,
            String kind,
            Instant at,
            Details details,
            @Nullable Long number,
            @Nullable Instant sent) implements Told {
        @Override
        public Id about() {
            return ride;
        }
    }

    record ToDriver(
            DriverId driver,
            RideId ride,
            String kind,
            Instant at,
            Details details,
            @Nullable Long number,
            @Nullable Instant sent)
            implements Told {
        @Override
        public Id about() {
            return ride;
        }
    }

    /** Whom the event names himself. @param about the ride, or the wallet where it is about none */
    record ToPerson(
            Actor who,
            Id about,
            String kind,
            Instant at,
            Details details,
            @Nullable Long number,
            @Nullable Instant sent)
            implements Told {}

    /** As soon as both who drove and what was captured are known. @param number absent: the next one that there is */
    record CaptureToDriver(
            RideId ride, String kind, @Nullable Long number) implements News {}

    /** As soon as both who drove and what was given are known. @param number absent: the next one that there is */
    record TipToDriver(RideId ride, String kind, @Nullable Long number) implements News {}
}

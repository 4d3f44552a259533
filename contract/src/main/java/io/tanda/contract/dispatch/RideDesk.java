package io.tanda.contract.dispatch;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.AbortReason;
import io.tanda.contract.AboutRide;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Act;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an operator does with a call or a ride, in its driver's place or in nobody's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RideDesk.Assign.class, name = "assign"),
    @JsonSubTypes.Type(value = RideDesk.MarkNoShow.class, name = "mark-no-show"),
    @JsonSubTypes.Type(value = RideDesk.End.class, name = "end"),
    @JsonSubTypes.Type(value = RideDesk.Abort.class, name = "abort")
})
public sealed interface RideDesk extends AboutRide, Act {
    @Override
    default UUID about() {
        return ride().value();
    }

    /** A3: the driver has the call as if he had taken it, where he can have one and nobody was faster. */
    record Assign(RideId ride, DriverId driver, String reason) implements RideDesk {
        @Override
        public String act() {
            return "assign-call";
        }
    }

    /** R9: the rider did not come within the waiting time; the operator has tried to reach him where the driver has not. */
    record MarkNoShow(RideId ride, String reason) implements RideDesk {
        @Override
        public String act() {
            return "mark-no-show";
        }
    }

    /** R12: the driver does not say that the ride is over. @param where and {@code meters}: as with {@link RideCommand.DropOff} */
    record End(
            RideId ride, @Nullable GeoPoint where, @Nullable Long meters, String reason) implements RideDesk {
        @Override
        public String act() {
            return "end-ride";
        }
    }

    /** R16. @param why for everybody, beside the operator's own words @param where and {@code meters}: as with {@link RideCommand.Abort} */
    record Abort(
            RideId ride,
            AbortReason why,
            @Nullable GeoPoint where,
            @Nullable Long meters,
            String reason) implements RideDesk {
        @Override
        public String act() {
            return "abort-ride";
        }
    }
}

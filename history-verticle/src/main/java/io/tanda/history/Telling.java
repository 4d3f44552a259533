package io.tanda.history;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Unit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one commit writes of a ride. Where an event before in the same commit named the recipient, nobody has to look him up: that is a
 * rebuild's usual case, and half of its work was to look.
 */
final class Telling {
    private final Unit.Builder unit;
    private @Nullable RiderId rider;
    private @Nullable RiderId payer;

    Telling(Unit.Builder unit) {
        this.unit = unit;
    }

    void insert(Insert into, @Nullable Object... values) {
        unit.insert(into, values);
    }

    void riderIs(RiderId named) {
        rider = named;
    }

    void payerIs(RiderId named) {
        payer = named;
    }

    void toRider(String kind, Instant at, RideId ride) {
        tell(rider, NotificationSql.TO_RIDER, kind, at, ride);
    }

    void toPayer(String kind, Instant at, RideId ride) {
        tell(payer, NotificationSql.TO_PAYER, kind, at, ride);
    }

    private void tell(@Nullable RiderId known, Insert otherwise, String kind, Instant at, RideId ride) {
        if (known == null) unit.insert(otherwise, kind, at, ride);
        else unit.insert(NotificationSql.NOTIFICATION, known, ride, kind, at);
    }
}

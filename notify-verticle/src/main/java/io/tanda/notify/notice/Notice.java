package io.tanda.notify.notice;

import io.tanda.contract.Id;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.WalletId;
import io.tanda.platform.store.Rows;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is told of something.
 *
 * @param number higher for what is told later
 * @param role in which he is told
 * @param about a ride, or a rider's payment methods
 * @param kind the event's wire name
 * @param at domain time
 */
public record Notice(long number, UUID receiver, Role role, Id about, String kind, Instant at, Details details) {
    /** What {@link #read} reads, of a table {@code n}. */
    public static final String COLUMNS =
            "n.number, n.receiver_id, n.role, n.ride_id, n.kind, n.at, n.plate, n.minutes, n.minor_units, n.currency, n.method";

    public static Notice read(Row row) {
        Long minorUnits = row.getLong("minor_units");
        return new Notice(
                row.getLong("number"),
                Rows.uuid(row, "receiver_id"),
                Role.valueOf(row.getString("role")),
                about(Rows.uuid(row, "ride_id")),
                row.getString("kind"),
                Rows.instant(row, "at"),
                new Details(
                        row.getString("plate"),
                        row.getInteger("minutes"),
                        minorUnits == null ? null : new Money(minorUnits, row.getString("currency")),
                        row.getString("method")));
    }

    /** Absent: it is about no ride. */
    public @Nullable RideId ride() {
        return about instanceof RideId ride ? ride : null;
    }

    private static Id about(UUID id) {
        return WalletId.isOne(id) ? new WalletId(id) : new RideId(id);
    }
}

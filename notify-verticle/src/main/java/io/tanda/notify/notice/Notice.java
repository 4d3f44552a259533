package io.tanda.notify.notice;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.platform.store.Rows;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody is told of something.
 *
 * @param number higher for what is told later
 * @param role in which he is told
 * @param kind the event's wire name
 * @param at domain time
 */
public record Notice(long number, UUID receiver, Role role, RideId ride, String kind, Instant at, Details details) {
    /** What {@link #read} reads, of a table {@code n}. */
    public static final String COLUMNS =
            "n.number, n.receiver_id, n.role, n.ride_id, n.kind, n.at, n.plate, n.minutes, n.minor_units, n.currency";

    public static Notice read(Row row) {
        Long minorUnits = row.getLong("minor_units");
        return new Notice(
                row.getLong("number"),
                Rows.uuid(row, "receiver_id"),
                Role.valueOf(row.getString("role")),
                new RideId(Rows.uuid(row, "ride_id")),
                row.getString("kind"),
                Rows.instant(row, "at"),
                new Details(
                        row.getString("plate"),
                        row.getInteger("minutes"),
                        minorUnits == null ? null : new Money(minorUnits, row.getString("currency"))));
    }
}

package io.tanda.booking.outbound;

import io.tanda.booking.application.People;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.RideRider;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom drivers meet, as MySQL has them, and how they are forgotten; {@link MySqlBookings} writes them with their bookings. */
public final class MySqlPeople implements People {
    /** Of rides that are over, and asked for an hour ago or more: most rides are over by then. */
    public static final Purge OVER = Purge.of("person", "ride", Purge.Age.ID, Duration.ofHours(1), "ride")
            .where("EXISTS (SELECT 1 FROM booking b WHERE b.id = t.ride AND b.ended_at IS NOT NULL)");

    private final Store store;

    public MySqlPeople(Store store) {
        this.store = store;
    }

    @Override
    public Future<Optional<RideRider>> find(RideId ride) {
        return store.query(BookingSql.RIDER_OF, ride)
                .map(rows -> Rows.first(rows)
                        .map(row -> new RideRider(ride, BookingRow.pickup(row), BookingRow.dropoff(row), person(row))));
    }

    private static @Nullable Person person(Row row) {
        String phone = row.getString("phone");
        return phone == null ? null : new Person(row.getString("first_name"), new Phone(phone));
    }
}

package io.tanda.booking.outbound;

import io.tanda.booking.application.Bookings;
import io.tanda.booking.application.Change;
import io.tanda.booking.application.DriveDeadline;
import io.tanda.booking.application.StoredBooking;
import io.tanda.contract.Person;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bookings in MySQL or MariaDB. */
public final class MySqlBookings implements Bookings {
    private final Store store;

    public MySqlBookings(Store store) {
        this.store = store;
    }

    /** @param afterCommit told of every change that is committed and not of others; must not throw, must not be needed */
    public static Commits<Change> commits(Store store, Consumer<Change> afterCommit) {
        return store.commits((unit, change) -> write(unit, change, afterCommit), Set.of());
    }

    static void write(Unit.Builder unit, Change change, Consumer<Change> afterCommit) {
        write(unit, change);
        unit.afterwards(() -> afterCommit.accept(change));
    }

    @Override
    public Future<Optional<StoredBooking>> find(RideId ride) {
        return store.query(BookingSql.FIND, ride).map(MySqlBookings::first);
    }

    @Override
    public Future<Optional<StoredBooking>> findOfRider(RideId ride, RiderId rider) {
        return store.query(BookingSql.FIND_OF_RIDER, ride, rider).map(MySqlBookings::first);
    }

    @Override
    public Future<List<StoredBooking>> ofRider(RiderId rider, @Nullable RideId before, int limit) {
        return (before == null
                        ? store.query(BookingSql.LIST_OF_RIDER, rider, limit)
                        : store.query(BookingSql.LIST_OF_RIDER_BEFORE, rider, before, limit))
                .map(MySqlBookings::all);
    }

    /** Row, person, events and deadline. */
    private static void write(Unit.Builder unit, Change change) {
        StoredBooking before = change.before();
        StoredBooking after = change.after();
        UUID ride = change.ride().value();
        Instant deadline = change.deadline();
        if (before == null) unit.insert(BookingSql.OPEN, BookingRow.opened(after));
        else if (before.equals(after)) unit.change(BookingSql.UNCHANGED, ride, before.revision());
        else unit.change(BookingSql.CHANGE, BookingRow.changed(before, after));
        Person person = change.person();
        if (person != null)
            unit.insert(
                    BookingSql.PERSON, ride, person.firstName(), person.phone().number());
        if (!change.events().isEmpty())
            unit.events(
                    BookingEvent.TOPIC,
                    before == null ? 0 : before.version(),
                    change.events(),
                    change.actor(),
                    change.trace());
        if (deadline != null) unit.deadline(ride, DriveDeadline.STATE, deadline);
        else unit.noDeadline(ride, DriveDeadline.STATE);
    }

    private static Optional<StoredBooking> first(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(BookingRow.read(rows.iterator().next()));
    }

    private static List<StoredBooking> all(RowSet<Row> rows) {
        List<StoredBooking> bookings = new ArrayList<>(rows.size());
        for (Row row : rows) bookings.add(BookingRow.read(row));
        return bookings;
    }
}

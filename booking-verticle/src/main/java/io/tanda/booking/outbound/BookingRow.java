package io.tanda.booking.outbound;

import io.tanda.booking.application.StoredBooking;
import io.tanda.booking.domain.Assignment;
import io.tanda.booking.domain.Booking;
import io.tanda.booking.domain.Booking.BeforeBoarding;
import io.tanda.booking.domain.Booking.Search;
import io.tanda.booking.domain.Fact;
import io.tanda.booking.domain.Trip;
import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.platform.store.Rows;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The booking's row: the only file that knows column names, beside the migration. */
final class BookingRow {
    static final String TABLE = "booking";

    /** Of a new booking; the others start as the table says. */
    static final String[] OPENED = {
        "id",
        "rider_id",
        "version",
        "revision",
        "status",
        "pickup_lat",
        "pickup_lng",
        "pickup_label",
        "dropoff_lat",
        "dropoff_lng",
        "dropoff_label",
        "passengers",
        "payment_method",
        "method_id",
        "requested_at",
        "search_until",
        "expires_at",
        "pickup_at",
        "search",
        "updated_at"
    };

    /** What changes later. */
    static final String[] CHANGING = {
        "version",
        "revision",
        "status",
        "search_until",
        "search",
        "driver_id",
        "taxi_id",
        "plate",
        "pickup_eta",
        "assigned_at",
        "arrived_at",
        "started_at",
        "dropped_off_at",
        "fare_minor_units",
        "paid_minor_units",
        "owed_ahead",
        "currency",
        "aborted",
        "cancel_asked_at",
        "cancel_driver_since",
        "cancel_returns_to",
        "cancel_free",
        "cancel_reason",
        "cancel_by",
        "fee_minor_units",
        "fee_currency",
        "ended_at",
        "updated_at"
    };

    private BookingRow() {}

    static @Nullable Object[] opened(StoredBooking stored) {
        Trip trip = stored.booking().trip();
        return new @Nullable Object[] {
            trip.ride(),
            trip.rider(),
            stored.version(),
            stored.revision(),
            stored.booking().status(),
            trip.pickup().lat(),
            trip.pickup().lng(),
            trip.pickup().label(),
            trip.dropoff().lat(),
            trip.dropoff().lng(),
            trip.dropoff().label(),
            trip.passengers(),
            trip.paymentMethod(),
            trip.paymentMethodId(),
            trip.requestedAt(),
            trip.searchUntil(),
            trip.expiresAt(),
            trip.pickupAt(),
            Search.SILENT,
            stored.updatedAt()
        };
    }

    /** For {@link BookingSql#CHANGE}: the new values, then which row in which revision. */
    static @Nullable Object[] changed(StoredBooking before, StoredBooking after) {
        Columns c = Columns.of(after.booking());
        List<@Nullable Object> values = new ArrayList<>(CHANGING.length + 2);
        values.add(after.version());
        values.add(after.revision());
        values.add(after.booking().status());
        values.add(after.booking().trip().searchUntil());
        values.add(c.search);
        values.add(c.taxi == null ? null : c.taxi.driver());
        values.add(c.taxi == null ? null : c.taxi.taxi());
        values.add(c.taxi == null ? null : c.taxi.plate());
        values.add(c.taxi == null ? null : c.taxi.pickupEta());
        values.add(c.taxi == null ? null : c.taxi.since());
        values.add(c.arrivedAt);
        values.add(c.startedAt);
        values.add(c.droppedOffAt);
        values.add(c.fare == null ? null : c.fare.minorUnits());
        values.add(c.paid == null ? null : c.paid.minorUnits());
        values.add(c.owedAhead);
        values.add(c.fare != null ? c.fare.currency() : c.paid != null ? c.paid.currency() : null);
        values.add(c.aborted == null ? null : c.aborted.wireName());
        values.add(c.cancelAskedAt);
        values.add(c.cancelDriverSince);
        values.add(c.cancelReturnsTo);
        values.add(c.cancelFree);
        values.add(c.cancelReason);
        values.add(c.cancelBy);
        values.add(c.lateFee == null ? null : c.lateFee.minorUnits());
        values.add(c.lateFee == null ? null : c.lateFee.currency());
        values.add(c.endedAt);
        values.add(after.updatedAt());
        values.add(before.booking().trip().ride());
        values.add(before.revision());
        return values.toArray();
    }

    static StoredBooking read(Row row) {
        RideStatus status = RideStatus.valueOf(row.getString("status"));
        Booking booking = status == RideStatus.CANCEL_PENDING ? readPending(row) : read(row, status);
        return new StoredBooking(
                booking, row.getInteger("version"), row.getInteger("revision"), Rows.instant(row, "updated_at"));
    }

    private static Booking readPending(Row row) {
        Booking returnsTo = read(row, RideStatus.valueOf(row.getString("cancel_returns_to")));
        if (!(returnsTo instanceof BeforeBoarding before))
            throw new IllegalStateException("a cancellation cannot return to " + returnsTo.status());
        return new Booking.CancelPending(
                before,
                Rows.instant(row, "cancel_asked_at"),
                Rows.instantOrNull(row, "cancel_driver_since"),
                row.getString("cancel_reason"),
                canceledBy(row),
                fee(row));
    }

    private static @Nullable Role canceledBy(Row row) {
        String role = row.getString("cancel_by");
        return role == null ? null : Role.valueOf(role);
    }

    private static Booking read(Row row, RideStatus status) {
        Trip trip = trip(row);
        return switch (status) {
            case SCHEDULED -> new Booking.Scheduled(trip);
            case REQUESTED -> new Booking.Requested(trip, Search.valueOf(row.getString("search")), fareAhead(row));
            case ACCEPTED -> new Booking.Assigned(trip, taxi(row), fareAhead(row));
            case ARRIVED -> new Booking.Arrived(trip, taxi(row), Rows.instant(row, "arrived_at"), fareAhead(row));
            case IN_PROGRESS ->
                new Booking.InProgress(trip, taxi(row), Rows.instant(row, "started_at"), fareAhead(row));
            case SETTLING ->
                new Booking.Settling(trip, taxi(row), fare(row), Rows.instant(row, "dropped_off_at"), aborted(row));
            case COMPLETED ->
                new Booking.Completed(
                        trip,
                        taxi(row),
                        fare(row),
                        Objects.requireNonNull(money(row, "paid_minor_units"), "paid_minor_units"),
                        Rows.instant(row, "ended_at"));
            case OWED -> new Booking.Owed(trip, taxi(row), fare(row), aborted(row), Rows.instant(row, "ended_at"));
            case ABORTED ->
                new Booking.Aborted(
                        trip,
                        taxi(row),
                        fare(row),
                        Objects.requireNonNull(money(row, "paid_minor_units"), "paid_minor_units"),
                        Objects.requireNonNull(aborted(row), "aborted"),
                        Rows.instant(row, "ended_at"));
            case NO_DRIVERS_AVAILABLE -> new Booking.NoDriversAvailable(trip, Rows.instant(row, "ended_at"));
            case RIDER_CANCELED ->
                new Booking.RiderCanceled(
                        trip,
                        row.getBoolean("cancel_free"),
                        fee(row),
                        row.getString("cancel_reason"),
                        Rows.instant(row, "ended_at"));
            case OPERATOR_CANCELED -> new Booking.OperatorCanceled(trip, Rows.instant(row, "ended_at"));
            case NO_SHOW -> new Booking.RiderNoShow(trip, taxi(row), fee(row), Rows.instant(row, "ended_at"));
            case EXPIRED -> new Booking.Expired(trip, Rows.instant(row, "ended_at"));
            case CANCEL_PENDING -> throw new IllegalStateException("a cancellation does not return to another");
        };
    }

    private static Trip trip(Row row) {
        return new Trip(
                new RideId(Rows.uuid(row, "id")),
                new RiderId(Rows.uuid(row, "rider_id")),
                pickup(row),
                dropoff(row),
                row.getInteger("passengers"),
                PaymentMethod.valueOf(row.getString("payment_method")),
                Rows.instant(row, "requested_at"),
                Rows.instant(row, "search_until"),
                Rows.instant(row, "expires_at"),
                Rows.instantOrNull(row, "pickup_at"),
                Rows.idOrNull(row, "method_id", MethodId::new));
    }

    static Place pickup(Row row) {
        return new Place(row.getDouble("pickup_lat"), row.getDouble("pickup_lng"), row.getString("pickup_label"));
    }

    static Place dropoff(Row row) {
        return new Place(row.getDouble("dropoff_lat"), row.getDouble("dropoff_lng"), row.getString("dropoff_label"));
    }

    private static Assignment taxi(Row row) {
        return new Assignment(
                new DriverId(Rows.uuid(row, "driver_id")),
                new TaxiId(Rows.uuid(row, "taxi_id")),
                row.getString("plate"),
                Rows.instant(row, "pickup_eta"),
                Rows.instant(row, "assigned_at"));
    }

    private static @Nullable AbortReason aborted(Row row) {
        String reason = row.getString("aborted");
        return reason == null ? null : AbortReason.of(reason);
    }

    private static Money fare(Row row) {
        return Objects.requireNonNull(money(row, "fare_minor_units"), "fare_minor_units");
    }

    private static Fact.@Nullable FareAhead fareAhead(Row row) {
        Money paid = money(row, "paid_minor_units");
        if (paid != null) return new Fact.PaidAhead(paid);
        return row.getBoolean("owed_ahead") ? new Fact.OwedAhead() : null;
    }

    private static @Nullable Money fee(Row row) {
        Long minorUnits = row.getLong("fee_minor_units");
        return minorUnits == null ? null : new Money(minorUnits, row.getString("fee_currency"));
    }

    private static @Nullable Money money(Row row, String column) {
        Long minorUnits = row.getLong(column);
        return minorUnits == null ? null : new Money(minorUnits, row.getString("currency"));
    }

    /** What a state fills in beyond the trip. */
    private static final class Columns {
        private Search search = Search.OPEN;
        private @Nullable Assignment taxi;
        private @Nullable Instant arrivedAt;
        private @Nullable Instant startedAt;
        private @Nullable Instant droppedOffAt;
        private @Nullable Money fare;
        private @Nullable Money paid;
        private boolean owedAhead;
        private @Nullable AbortReason aborted;
        private @Nullable Instant cancelAskedAt;
        private @Nullable Instant cancelDriverSince;
        private @Nullable RideStatus cancelReturnsTo;
        private @Nullable Boolean cancelFree;
        private @Nullable String cancelReason;
        private @Nullable Role cancelBy;
        private @Nullable Money lateFee;
        private @Nullable Instant endedAt;

        static Columns of(Booking booking) {
            Columns c = new Columns();
            c.fill(booking);
            return c;
        }

        private void ahead(Fact.@Nullable FareAhead fare) {
            switch (fare) {
                case Fact.PaidAhead known -> paid = known.amount();
                case Fact.OwedAhead known -> owedAhead = true;
                case null -> {}
            }
        }

        private void fill(Booking booking) {
            switch (booking) {
                case Booking.Scheduled scheduled -> search = Search.SILENT;
                case Booking.Requested requested -> {
                    search = requested.search();
                    ahead(requested.fareAhead());
                }
                case Booking.Assigned assigned -> {
                    taxi = assigned.taxi();
                    ahead(assigned.fareAhead());
                }
                case Booking.Arrived arrived -> {
                    taxi = arrived.taxi();
                    arrivedAt = arrived.arrivedAt();
                    ahead(arrived.fareAhead());
                }
                case Booking.InProgress driving -> {
                    taxi = driving.taxi();
                    startedAt = driving.startedAt();
                    ahead(driving.fareAhead());
                }
                case Booking.Settling settling -> {
                    taxi = settling.taxi();
                    fare = settling.fare();
                    droppedOffAt = settling.droppedOffAt();
                    aborted = settling.aborted();
                }
                case Booking.CancelPending pending -> {
                    fill(pending.returnsTo());
                    cancelAskedAt = pending.askedAt();
                    cancelDriverSince = pending.driverSince();
                    cancelReturnsTo = pending.returnsTo().status();
                    cancelReason = pending.reason();
                    cancelBy = pending.by();
                    lateFee = pending.fee();
                }
                case Booking.Completed completed -> {
                    taxi = completed.taxi();
                    fare = completed.fare();
                    paid = completed.paid();
                    endedAt = completed.endedAt();
                }
                case Booking.Owed owed -> {
                    taxi = owed.taxi();
                    fare = owed.fare();
                    aborted = owed.aborted();
                    endedAt = owed.endedAt();
                }
                case Booking.Aborted over -> {
                    taxi = over.taxi();
                    fare = over.fare();
                    paid = over.paid();
                    aborted = over.reason();
                    endedAt = over.endedAt();
                }
                case Booking.NoDriversAvailable none -> endedAt = none.endedAt();
                case Booking.RiderCanceled canceled -> {
                    cancelFree = canceled.free();
                    lateFee = canceled.fee();
                    cancelReason = canceled.reason();
                    endedAt = canceled.endedAt();
                }
                case Booking.OperatorCanceled canceled -> endedAt = canceled.endedAt();
                case Booking.RiderNoShow missed -> {
                    taxi = missed.taxi();
                    lateFee = missed.fee();
                    endedAt = missed.endedAt();
                }
                case Booking.Expired expired -> endedAt = expired.endedAt();
            }
        }
    }
}

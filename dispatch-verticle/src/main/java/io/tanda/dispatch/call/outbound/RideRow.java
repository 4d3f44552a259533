package io.tanda.dispatch.call.outbound;

import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.MethodId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.application.Found;
import io.tanda.dispatch.call.application.StoredOffer;
import io.tanda.dispatch.call.domain.Assignment;
import io.tanda.dispatch.call.domain.Order;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.store.Rows;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Between the rows of {@code ride} and {@code offer} and the domain; with {@link CallSql} all that knows the columns. */
final class RideRow {
    private RideRow() {}

    static Found found(Row row) {
        return new Found(
                ride(row),
                row.getInteger("version"),
                row.getInteger("sends"),
                row.getInteger("round"),
                Rows.instant(row, "next_round_at"));
    }

    private static Ride ride(Row row) {
        Order order = order(row);
        boolean overdue = row.getBoolean("overdue");
        String state = row.getString("state");
        return switch (state) {
            case "open" -> open(row);
            case "accepted" ->
                new Ride.Accepted(order, assignment(row), overdue, Rows.instantOrNull(row, "silent_since"));
            case "arrived" ->
                new Ride.Arrived(order, assignment(row), Rows.instant(row, "arrived_at"), contact(row), overdue);
            case "on_trip" ->
                new Ride.OnTrip(
                        order,
                        assignment(row),
                        Rows.instant(row, "arrived_at"),
                        Rows.instant(row, "picked_up_at"),
                        overdue);
            case "no_show" ->
                new Ride.NoShow(
                        order,
                        assignment(row),
                        Rows.instant(row, "arrived_at"),
                        contact(row),
                        Rows.instant(row, "ended_at"));
            case "dropped_off" -> droppedOff(row, order);
            case "collecting" ->
                new Ride.Collecting(
                        droppedOff(row, order), row.getString("decline_code"), Rows.instant(row, "collect_until"));
            case "closed" ->
                new Ride.Closed(
                        droppedOff(row, order),
                        Ride.End.valueOf(row.getString("closed")),
                        Rows.instant(row, "closed_at"));
            case "withdrawn" -> new Ride.Withdrawn(order, Rows.instant(row, "ended_at"));
            case "exhausted" -> new Ride.Exhausted(order, Rows.instant(row, "ended_at"));
            default -> throw new IllegalStateException("ride " + order.id() + " is in no state we know: " + state);
        };
    }

    private static Ride.DroppedOff droppedOff(Row row, Order order) {
        return new Ride.DroppedOff(
                order,
                assignment(row),
                Rows.instant(row, "arrived_at"),
                Rows.instant(row, "picked_up_at"),
                Rows.instant(row, "ended_at"),
                row.getLong("meters"),
                Wire.decode(row.getString("fare"), Fare.class),
                row.getString("review"),
                aborted(row));
    }

    static Ride.Open open(Row row) {
        return new Ride.Open(order(row), Rows.instant(row, "search_until"), row.getInteger("given_back"));
    }

    static Order order(Row row) {
        return new Order(
                new RideId(Rows.uuid(row, "id")),
                new RiderId(Rows.uuid(row, "rider")),
                new GeoPoint(row.getDouble("pickup_lat"), row.getDouble("pickup_lng")),
                new GeoPoint(row.getDouble("dropoff_lat"), row.getDouble("dropoff_lng")),
                row.getInteger("passengers"),
                PaymentMethod.valueOf(row.getString("payment_method")),
                Rows.instant(row, "opened_at"),
                Rows.instantOrNull(row, "pickup_at"),
                Rows.idOrNull(row, "method_id", MethodId::new));
    }

    private static Assignment assignment(Row row) {
        return new Assignment(
                new DriverId(Rows.uuid(row, "driver")),
                new TaxiId(Rows.uuid(row, "taxi")),
                row.getString("plate"),
                row.getInteger("given_back") + 1,
                Rows.instant(row, "accepted_at"),
                Rows.instant(row, "pickup_eta"));
    }

    private static Ride.@Nullable Contact contact(Row row) {
        Instant at = Rows.instantOrNull(row, "contacted_at");
        return at == null ? null : new Ride.Contact(at, Rows.instant(row, "no_show_from"));
    }

    private static @Nullable AbortReason aborted(Row row) {
        String reason = row.getString("aborted");
        return reason == null ? null : AbortReason.of(reason);
    }

    static StoredOffer offer(Row row) {
        return new StoredOffer(
                new OfferId(Rows.uuid(row, "offer_id")),
                new RideId(Rows.uuid(row, "ride")),
                new DriverId(Rows.uuid(row, "offer_driver")),
                row.getInteger("attempt"),
                Offer.Status.of(row.getString("status")),
                row.getLong("meters_away"),
                row.getLong("pickup_seconds"),
                Rows.instant(row, "sent_at"),
                Rows.instant(row, "expires_at"),
                row.getLong("delivered_at") != null);
    }

    static String state(Ride ride) {
        return switch (ride) {
            case Ride.Open open -> "open";
            case Ride.Accepted accepted -> "accepted";
            case Ride.Arrived arrived -> "arrived";
            case Ride.OnTrip trip -> "on_trip";
            case Ride.NoShow over -> "no_show";
            case Ride.DroppedOff over -> "dropped_off";
            case Ride.Collecting waiting -> "collecting";
            case Ride.Closed closed -> "closed";
            case Ride.Withdrawn withdrawn -> "withdrawn";
            case Ride.Exhausted exhausted -> "exhausted";
        };
    }

    /** In the order of {@link CallSql#CHANGE_RIDE}. */
    static @Nullable Object[] changing(Found before, Found after) {
        Columns columns = Columns.of(after.ride());
        return new @Nullable Object[] {
            after.version(),
            state(after.ride()),
            columns.searchUntil,
            columns.searchUntil == null ? null : columns.givenBack,
            after.sends(),
            after.round(),
            after.nextRoundAt(),
            columns.by == null ? null : columns.by.driver(),
            columns.by == null ? null : columns.by.taxi(),
            columns.by == null ? null : columns.by.plate(),
            columns.by == null ? null : columns.by.acceptedAt(),
            columns.by == null ? null : columns.by.pickupEta(),
            columns.arrivedAt,
            columns.contact == null ? null : columns.contact.at(),
            columns.contact == null ? null : columns.contact.noShowFrom(),
            columns.pickedUpAt,
            columns.endedAt,
            columns.meters,
            columns.fare == null ? null : Wire.encodeText(columns.fare),
            columns.review,
            after.ride() instanceof Ride.Active active && active.overdue(),
            columns.silentSince,
            columns.aborted == null ? null : columns.aborted.wireName(),
            after.ride() instanceof Ride.Collecting waiting ? waiting.code() : null,
            after.ride() instanceof Ride.Collecting waiting ? waiting.until() : null,
            after.ride() instanceof Ride.Closed closed ? closed.end() : null,
            after.ride() instanceof Ride.Closed closed ? closed.at() : null,
            before.ride().id(),
            before.version(),
            before.sends()
        };
    }

    /** What a state fills in. */
    private static final class Columns {
        /** With {@code givenBack}: absent = as it is. */
        private @Nullable Instant searchUntil;

        private int givenBack;
        private @Nullable Assignment by;
        private @Nullable Instant silentSince;
        private @Nullable Instant arrivedAt;
        private Ride.@Nullable Contact contact;
        private @Nullable Instant pickedUpAt;
        private @Nullable Instant endedAt;
        private @Nullable Long meters;
        private @Nullable Fare fare;
        private @Nullable String review;
        private @Nullable AbortReason aborted;

        static Columns of(Ride ride) {
            Columns c = new Columns();
            c.fill(ride);
            return c;
        }

        private void fill(Ride ride) {
            if (ride instanceof Ride.Driven driven) by = driven.assignment();
            switch (ride) {
                case Ride.Open open -> {
                    searchUntil = open.searchUntil();
                    givenBack = open.givenBack();
                }
                case Ride.Accepted accepted -> silentSince = accepted.silentSince();
                case Ride.Arrived arrived -> {
                    arrivedAt = arrived.arrivedAt();
                    contact = arrived.contact();
                }
                case Ride.OnTrip trip -> {
                    arrivedAt = trip.arrivedAt();
                    pickedUpAt = trip.pickedUpAt();
                }
                case Ride.NoShow over -> {
                    arrivedAt = over.arrivedAt();
                    contact = over.contact();
                    endedAt = over.at();
                }
                case Ride.Delivered delivered -> {
                    Ride.DroppedOff over = delivered.drive();
                    arrivedAt = over.arrivedAt();
                    pickedUpAt = over.pickedUpAt();
                    endedAt = over.droppedOffAt();
                    meters = over.meters();
                    fare = over.fare();
                    review = over.review();
                    aborted = over.aborted();
                }
                case Ride.Withdrawn withdrawn -> endedAt = withdrawn.at();
                case Ride.Exhausted exhausted -> endedAt = exhausted.at();
            }
        }
    }
}

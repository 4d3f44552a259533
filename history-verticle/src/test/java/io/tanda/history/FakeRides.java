package io.tanda.history;

import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rides' rows in memory. {@link ProjectionContract} holds them to MariaDB's. */
public final class FakeRides {
    /** What each topic has told; it writes nothing of another's. */
    private record Row(
            RideId ride,
            Booking booking,
            Drive drive,
            Charge charge,
            Map<Purpose, RideCharge> beside,
            Map<RefundId, Money> refunds) {
        Row(RideId ride) {
            this(
                    ride,
                    new Booking(null, null, null, null, null),
                    new Drive(null, null, null, null, null, null),
                    new Charge(null, null),
                    Map.of(),
                    Map.of());
        }

        Row learns(News.OfRide news) {
            return switch (news) {
                case News.Booked booked -> new Row(ride, booking.learns(booked), drive, charge, beside, refunds);
                case News.Driven driven -> new Row(ride, booking, drive.learns(driven), charge, beside, refunds);
                case News.Charged charged -> new Row(ride, booking, drive, charge.learns(charged), beside, refunds);
                case News.Beside n -> {
                    RideCharge before = beside.get(n.purpose());
                    Money amount = n.amount() == null && before != null ? before.amount() : n.amount();
                    Map<Purpose, RideCharge> all = new HashMap<>(beside);
                    if (amount != null) all.put(n.purpose(), new RideCharge(n.purpose(), n.status(), amount, n.at()));
                    yield new Row(ride, booking, drive, charge, Map.copyOf(all), refunds);
                }
                case News.Paid n -> this;
                case News.Refunded n -> {
                    Map<RefundId, Money> all = new HashMap<>(refunds);
                    all.put(n.refund(), n.amount());
                    yield new Row(ride, booking, drive, charge, beside, Map.copyOf(all));
                }
            };
        }

        @Nullable
        Money refunded() {
            return refunds.values().stream()
                    .reduce((one, other) -> new Money(one.minorUnits() + other.minorUnits(), one.currency()))
                    .orElse(null);
        }
    }

    private record Booking(
            News.@Nullable Asked asked,
            @Nullable RideStatus status,
            @Nullable RideStatus phase,
            @Nullable String reason,
            @Nullable Instant endedAt) {
        Booking learns(News.Booked news) {
            return switch (news) {
                case News.Asked n -> new Booking(n, n.status(), n.status(), reason, endedAt);
                case News.WentOn n ->
                    new Booking(
                            asked,
                            status == RideStatus.CANCEL_PENDING ? status : n.status(),
                            n.status(),
                            reason,
                            endedAt);
                case News.CancelRequested n ->
                    new Booking(asked, RideStatus.CANCEL_PENDING, phase, n.reason(), endedAt);
                case News.CancelRejected n -> new Booking(asked, phase, phase, null, endedAt);
                case News.Ended n ->
                    new Booking(asked, n.status(), n.status(), n.reason() == null ? reason : n.reason(), n.at());
            };
        }
    }

    private record Drive(
            News.@Nullable Accepted accepted,
            @Nullable Instant arrivedAt,
            @Nullable Instant pickedUpAt,
            News.@Nullable DroppedOff droppedOff,
            @Nullable RideAlarm alarm,
            @Nullable Instant alarmSince) {
        Drive learns(News.Driven news) {
            return switch (news) {
                case News.Accepted n -> new Drive(n, null, pickedUpAt, droppedOff, null, null);
                case News.Reopened n -> new Drive(null, null, pickedUpAt, droppedOff, null, null);
                case News.Alarmed n -> new Drive(accepted, arrivedAt, pickedUpAt, droppedOff, n.alarm(), n.since());
                case News.Calmed n -> new Drive(accepted, arrivedAt, pickedUpAt, droppedOff, null, null);
                case News.Arrived n -> new Drive(accepted, n.at(), pickedUpAt, droppedOff, null, null);
                case News.PickedUp n -> new Drive(accepted, arrivedAt, n.at(), droppedOff, null, null);
                case News.DroppedOff n -> new Drive(accepted, arrivedAt, pickedUpAt, n, null, null);
            };
        }
    }

    private record Charge(PaymentView.@Nullable Status status, News.@Nullable ChargePaid paid) {
        Charge learns(News.Charged news) {
            return new Charge(news.status(), news instanceof News.ChargePaid now ? now : paid);
        }
    }

    private record Leg(UUID id, News.Way way) {}

    private final FakeTable<RideId, Row> rows = new FakeTable<>();
    private final FakeTable<Leg, News.Moved> spending = new FakeTable<>();
    public final FakeCommits<Change> commits = new FakeCommits<>(this::write, Set.of(), rows, spending);

    private void write(FakeCommits<Change> into, Change change) {
        for (News news : change.news()) {
            // What riders can pay with is nobody's question here.
            if (!(news instanceof News.OfRide ofRide)) continue;
            Row before = rows.find(ofRide.ride()).orElseGet(() -> new Row(ofRide.ride()));
            rows.replace(ofRide.ride(), before.learns(ofRide));
            if (news instanceof News.Moved moved) spending.replace(new Leg(moved.leg(), moved.way()), moved);
        }
    }

    /** Each leg of money once. */
    public Collection<News.Moved> spending() {
        return spending.all();
    }

    /** As an operator finds it. */
    public Optional<RideRecord> record(RideId ride) {
        return rows.find(ride).map(FakeRides::record);
    }

    public List<RideRecord> all() {
        return rows.all().stream().map(FakeRides::record).toList();
    }

    private static RideRecord record(Row row) {
        News.Asked asked = row.booking().asked();
        News.Accepted accepted = row.drive().accepted();
        News.DroppedOff droppedOff = row.drive().droppedOff();
        News.ChargePaid paid = row.charge().paid();
        return new RideRecord(
                row.ride(),
                asked == null ? null : asked.rider(),
                accepted == null ? null : accepted.driver(),
                accepted == null ? null : accepted.taxi(),
                accepted == null ? null : accepted.plate(),
                row.booking().status(),
                asked == null ? null : asked.pickup(),
                asked == null ? null : asked.dropoff(),
                asked == null ? null : asked.passengers(),
                asked == null ? null : asked.at(),
                accepted == null ? null : accepted.at(),
                row.drive().arrivedAt(),
                row.drive().pickedUpAt(),
                droppedOff == null ? null : droppedOff.at(),
                row.booking().endedAt(),
                droppedOff == null ? null : droppedOff.meters(),
                droppedOff == null ? null : droppedOff.fare(),
                droppedOff == null ? null : droppedOff.review(),
                row.charge().status(),
                paid == null ? null : paid.paid(),
                row.refunded(),
                row.booking().reason(),
                row.drive().alarm(),
                row.drive().alarmSince(),
                asked == null ? null : asked.pickupAt(),
                row.beside().values().stream()
                        .sorted(Comparator.comparing(charge -> charge.purpose().name()))
                        .toList());
    }
}

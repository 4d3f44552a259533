package io.tanda.history;

import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.history.Receipt;
import io.tanda.contract.history.ReceiptQuery;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Receipts, from the rows of rides: a look along the primary key. */
final class Receipts {
    private static final String RIDE = "SELECT ride.*," + RideRecords.SUMS + " FROM ride WHERE ride_id = ?";
    private static final String OF_RIDER = RIDE + " AND rider_id = ?";

    private final Store store;

    Receipts(Store store) {
        this.store = store;
    }

    /** What there is of a receipt. */
    sealed interface Found {
        /** No such ride, or somebody else's. */
        record NoRide() implements Found {}

        /** Nothing is paid, or history has not heard of it yet. */
        record NothingPaid() implements Found {}

        record Paid(Receipt receipt) implements Found {}
    }

    Future<Found> find(ReceiptQuery query) {
        RiderId rider = query.rider();
        return (rider == null ? store.query(RIDE, query.ride()) : store.query(OF_RIDER, query.ride(), rider))
                .map(rows -> {
                    for (Row row : rows)
                        return of(RideRecords.ride(row, true), Rows.instantOrNull(row, "paid_at"))
                                .<Found>map(Found.Paid::new)
                                .orElseGet(Found.NothingPaid::new);
                    return new Found.NoRide();
                });
    }

    private static Optional<Receipt> of(RideRecord ride, @Nullable Instant fareAt) {
        List<RideCharge> charges = paid(ride, fareAt);
        // Whatever was paid was asked for; of a ride whose request history has not heard yet there is nothing to sign.
        if (charges.isEmpty() || ride.rider() == null || ride.requestedAt() == null) return Optional.empty();
        return Optional.of(new Receipt(
                ride.id(),
                ride.rider(),
                ride.driver(),
                ride.plate(),
                ride.pickup(),
                ride.dropoff(),
                ride.requestedAt(),
                ride.pickedUpAt(),
                ride.droppedOffAt(),
                ride.meters(),
                ride.fare(),
                ride.fare() == null ? null : tax(ride.fare()),
                charges,
                sums(charges),
                ride.refunded()));
    }

    private static List<RideCharge> paid(RideRecord ride, @Nullable Instant fareAt) {
        List<RideCharge> paid = new ArrayList<>();
        if (ride.payment() != null && isPaid(ride.payment()) && ride.paid() != null && fareAt != null)
            paid.add(new RideCharge(Purpose.FARE, ride.payment(), ride.paid(), fareAt));
        for (RideCharge charge : ride.besideFare()) if (isPaid(charge.status())) paid.add(charge);
        return paid;
    }

    private static boolean isPaid(PaymentView.Status status) {
        return switch (status) {
            case CAPTURED, TENDERED, OVERPAID -> true;
            case PENDING, DECLINED, UNKNOWN, OWED, AWAITED, WRITTEN_OFF -> false;
        };
    }

    private static @Nullable Money tax(Fare fare) {
        List<Fare.Line> lines = fare.lines().stream()
                .filter(line -> line.kind() == Fare.Kind.TAX)
                .toList();
        return lines.isEmpty()
                ? null
                : new Money(
                        lines.stream().mapToLong(Fare.Line::minorUnits).sum(),
                        fare.total().currency());
    }

    private static List<Money> sums(List<RideCharge> charges) {
        Map<String, Long> sums = new LinkedHashMap<>();
        for (RideCharge charge : charges)
            sums.merge(charge.amount().currency(), charge.amount().minorUnits(), Long::sum);
        return sums.entrySet().stream()
                .map(sum -> new Money(sum.getValue(), sum.getKey()))
                .toList();
    }
}

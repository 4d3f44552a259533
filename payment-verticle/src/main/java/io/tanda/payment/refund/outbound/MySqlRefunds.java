package io.tanda.payment.refund.outbound;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundView.Status;
import io.tanda.payment.ledger.domain.RefundSource;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.refund.application.Change;
import io.tanda.payment.refund.application.RefundPostings;
import io.tanda.payment.refund.application.Refunds;
import io.tanda.payment.refund.domain.Decision.Next;
import io.tanda.payment.refund.domain.Order;
import io.tanda.payment.refund.domain.Refund;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The only place that knows the table. */
public final class MySqlRefunds implements Refunds {
    /** The deadlines' kind; they are the refund's. */
    public static final String DEADLINE = "refund";

    private static final String FARE = "FARE";
    private static final String FEE = "FEE";
    private static final String CREDIT = "CREDIT";
    private static final String BEFORE = "BEFORE";

    private static final Insert REFUND = Insert.into(
            "refund",
            "ride_id",
            "purpose",
            "number",
            "refund_id",
            "version",
            "rider_id",
            "minor_units",
            "currency",
            "captured",
            "status",
            "tries",
            "source",
            "driver_id",
            "commission",
            "about_ride",
            "since");
    private static final String UPDATE = """
            UPDATE refund SET version = ?, status = ?, tries = ?, code = ?, gateway_reference = ?, since = ?
            WHERE refund_id = ? AND version = ? AND status = ? AND tries = ?""";
    private static final String LOAD = "SELECT * FROM refund WHERE refund_id = ?";
    private static final String OF_CHARGE = "SELECT * FROM refund WHERE ride_id = ? AND purpose = ?";
    private static final String OF_RIDER = OF_CHARGE + " AND rider_id = ?";
    private static final String IN_ORDER = " ORDER BY number";

    private final Store store;
    private final DomainClock clock;
    private final InstantSource real = InstantSource.system();

    public MySqlRefunds(Store store, DomainClock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Future<Refund> load(RefundId refund) {
        return store.query(LOAD, refund).map(rows -> {
            for (Row row : rows) return refund(row);
            throw new IllegalStateException("no refund " + refund);
        });
    }

    @Override
    public Future<List<Refund>> of(RideId ride, Purpose purpose, @Nullable RiderId rider) {
        Future<RowSet<Row>> rows = rider == null
                ? store.query(OF_CHARGE + IN_ORDER, ride, purpose)
                : store.query(OF_RIDER + IN_ORDER, ride, purpose, rider);
        return rows.map(found -> {
            List<Refund> refunds = new ArrayList<>();
            for (Row row : found) refunds.add(refund(row));
            return refunds;
        });
    }

    /** Row, what is booked, event and deadline of one change, for one transaction. Who numbers a second refund alike is stale, and decides again. */
    public void write(Unit.Builder unit, Change change) {
        Refund before = change.before();
        Refund after = change.after();
        Order order = after.order();
        if (before == null)
            unit.insertOnce(
                    REFUND,
                    order.key(),
                    order.purpose(),
                    order.number(),
                    order.refund(),
                    after.version(),
                    order.rider(),
                    order.amount().minorUnits(),
                    order.amount().currency(),
                    order.captured(),
                    after.view().status(),
                    tries(after),
                    source(order),
                    order.source() instanceof RefundSource.Fare fare ? fare.driver() : null,
                    order.source() instanceof RefundSource.Fare fare ? fare.commission() : 0,
                    order.sold() == null ? null : order.ride(),
                    after.since());
        else
            unit.change(
                    UPDATE,
                    after.version(),
                    after.view().status(),
                    tries(after),
                    after.view().code(),
                    after instanceof Refund.Made made ? made.gatewayReference() : null,
                    after.since(),
                    order.refund(),
                    before.version(),
                    before.view().status(),
                    tries(before));
        EntryRows.write(unit, RefundPostings.of(change), real.instant());
        if (!change.events().isEmpty())
            unit.events(
                    PaymentEvent.TOPIC,
                    before == null ? 0 : before.version(),
                    change.events(),
                    change.actor(),
                    change.trace());
        switch (change.next()) {
            case Next.AskIn ask ->
                unit.deadline(order.refund().value(), DEADLINE, clock.instant().plus(clock.toDomain(ask.pause())));
            case Next.Rest rest -> unit.noDeadline(order.refund().value(), DEADLINE);
        }
    }

    private static Refund refund(Row row) {
        UUID key = Rows.uuid(row, "ride_id");
        UUID ride = Rows.uuidOrNull(row, "about_ride");
        Order order = new Order(
                new RefundId(Rows.uuid(row, "refund_id")),
                new RideId(ride == null ? key : ride),
                new RiderId(Rows.uuid(row, "rider_id")),
                Purpose.valueOf(row.getString("purpose")),
                ride == null ? null : key,
                row.getInteger("number"),
                new Money(row.getLong("minor_units"), row.getString("currency")),
                row.getString("captured"),
                source(row));
        int version = row.getInteger("version");
        Instant since = Rows.instant(row, "since");
        return switch (Status.valueOf(row.getString("status"))) {
            case ASKED -> new Refund.Asked(order, version, row.getInteger("tries"), row.getString("code"), since);
            case MADE -> new Refund.Made(order, version, row.getString("gateway_reference"), since);
            case REFUSED -> new Refund.Refused(order, version, row.getString("code"), since);
        };
    }

    private static String source(Order order) {
        return switch (order.source()) {
            case RefundSource.Fare fare -> FARE;
            case RefundSource.Fee fee -> FEE;
            case RefundSource.Credit credit -> CREDIT;
            case RefundSource.Before before -> BEFORE;
        };
    }

    private static RefundSource source(Row row) {
        return switch (row.getString("source")) {
            case FARE -> new RefundSource.Fare(new DriverId(Rows.uuid(row, "driver_id")), row.getLong("commission"));
            case FEE -> new RefundSource.Fee();
            case CREDIT -> new RefundSource.Credit();
            case BEFORE -> new RefundSource.Before();
            default -> throw new IllegalStateException("a refund is of " + row.getString("source"));
        };
    }

    private static int tries(Refund refund) {
        return refund instanceof Refund.Asked asked ? asked.tries() : 0;
    }
}

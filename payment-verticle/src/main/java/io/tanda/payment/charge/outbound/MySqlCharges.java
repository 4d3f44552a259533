package io.tanda.payment.charge.outbound;

import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.ChargePostings;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The only place that knows the table. */
public final class MySqlCharges implements Charges {
    private static final Insert CHARGE = Insert.into(
            "charge",
            "ride_id",
            "purpose",
            "version",
            "rider_id",
            "minor_units",
            "currency",
            "status",
            "attempt",
            "tries",
            "code",
            "method",
            "method_id",
            "driver_id",
            "about_ride",
            "since");
    private static final String UPDATE = """
            UPDATE charge SET version = ?, status = ?, attempt = ?, tries = ?, code = ?, method = ?, open_attempt = ?, gateway_reference = ?,\
             since = ?
            WHERE ride_id = ? AND purpose = ? AND version = ?""";
    private static final String LOAD = "SELECT * FROM charge WHERE ride_id = ? AND purpose = ?";
    private static final String FIND_OF_RIDER = LOAD + " AND rider_id = ?";

    /** Of a fence {@code t}: there is no charge that waits for something. */
    public static final String OVER =
            "NOT EXISTS (SELECT 1 FROM charge c WHERE c.ride_id = t.aggregate_id AND c.status NOT IN"
                    + " ('CAPTURED', 'TENDERED', 'WRITTEN_OFF', 'OVERPAID')"
                    + " AND NOT (c.purpose IN ('TIP', 'SERVICE') AND c.status = 'DECLINED'))";

    private final Store store;
    private final DomainClock clock;
    private final InstantSource real;
    private final Commission commission;

    public MySqlCharges(Store store, DomainClock clock) {
        this(store, clock, InstantSource.system(), Commission.USUAL);
    }

    /** @param real the time that the gateway lives in @param commission of fares that become due */
    public MySqlCharges(Store store, DomainClock clock, InstantSource real, Commission commission) {
        this.commission = commission;
        this.store = store;
        this.clock = clock;
        this.real = real;
    }

    /** The deadlines' kind for a purpose: each has its own clock. */
    public static String deadlineKind(Purpose purpose) {
        return "charge-" + purpose.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Future<Charge> load(RideId ride, Purpose purpose) {
        return store.query(LOAD, ride, purpose)
                .map(rows -> first(rows).<Charge>map(made -> made).orElse(new Charge.None()));
    }

    @Override
    public Future<Optional<Charge.Made>> find(RideId ride, Purpose purpose, @Nullable RiderId rider) {
        Future<RowSet<Row>> rows =
                rider == null ? store.query(LOAD, ride, purpose) : store.query(FIND_OF_RIDER, ride, purpose, rider);
        return rows.map(MySqlCharges::first);
    }

    /** Of an attempt that has no row, as those of before there were any, by its state, which came some seconds after the call at the most. */
    @Override
    public Future<Duration> keyAge(Charge.Made charge) {
        Claim claim = charge.claim();
        return store.query(AttemptRows.ASKED_AT, claim.key(), claim.purpose(), charge.attempt())
                .map(rows -> Rows.first(rows)
                        .map(row -> Duration.between(Rows.instant(row, "asked_at"), real.instant()))
                        .orElseGet(() -> clock.toReal(Duration.between(charge.since(), clock.instant()))));
    }

    @Override
    public Future<List<AttemptView>> attempts(RideId ride, Purpose purpose) {
        return store.query(AttemptRows.OF_CHARGE, ride, purpose).map(rows -> {
            List<AttemptView> attempts = new ArrayList<>();
            for (Row row : rows) attempts.add(AttemptRows.read(row));
            return attempts;
        });
    }

    /** Row, attempts, what is booked, events and deadline of one change, for one transaction. A second first attempt is stale like any other that came too late. */
    public void write(Unit.Builder unit, Change change) {
        Charge.Made after = change.after();
        Claim claim = after.claim();
        switch (change.before()) {
            case Charge.None none ->
                unit.insertOnce(
                        CHARGE,
                        claim.key(),
                        claim.purpose(),
                        after.version(),
                        claim.rider(),
                        claim.amount().minorUnits(),
                        claim.amount().currency(),
                        after.view().status(),
                        after.attempt(),
                        tries(after),
                        after.view().code(),
                        after.view().method(),
                        claim.method(),
                        claim.driver(),
                        claim.sold() == null ? null : claim.ride(),
                        after.since());
            case Charge.Made before ->
                unit.change(
                        UPDATE,
                        after.version(),
                        after.view().status(),
                        after.attempt(),
                        tries(after),
                        after.view().code(),
                        after.view().method(),
                        after.open(),
                        reference(after),
                        after.since(),
                        claim.key(),
                        claim.purpose(),
                        before.version());
        }
        Instant now = real.instant();
        AttemptRows.write(unit, change, now);
        EntryRows.write(unit, ChargePostings.of(change, commission), now);
        if (!change.events().isEmpty())
            unit.events(
                    PaymentEvent.TOPIC,
                    Charge.versionOf(change.before()),
                    change.events(),
                    change.actor(),
                    change.trace());
        String kind = deadlineKind(claim.purpose());
        switch (change.next()) {
            case Next.Call call -> unit.deadline(claim.key().value(), kind, in(call.deadline()));
            case Next.Wait wait -> unit.deadline(claim.key().value(), kind, in(wait.pause()));
            case Next.Rest rest -> unit.noDeadline(claim.key().value(), kind);
            case Next.Close close -> unit.noDeadline(claim.key().value(), kind);
            case Next.AskAgain ask -> {}
            case Next.LookUp look -> {}
        }
    }

    /** Deadlines are kept in domain time; the gateway lives in real time. */
    private Instant in(Duration real) {
        return clock.instant().plusNanos((long) (real.toNanos() * clock.scale()));
    }

    private static Optional<Charge.Made> first(RowSet<Row> rows) {
        for (Row row : rows) return Optional.of(charge(row));
        return Optional.empty();
    }

    private static Charge.Made charge(Row row) {
        UUID key = Rows.uuid(row, "ride_id");
        UUID ride = Rows.uuidOrNull(row, "about_ride");
        Claim claim = new Claim(
                new RideId(ride == null ? key : ride),
                new RiderId(Rows.uuid(row, "rider_id")),
                Purpose.valueOf(row.getString("purpose")),
                new Money(row.getLong("minor_units"), row.getString("currency")),
                Rows.idOrNull(row, "method_id", MethodId::new),
                Rows.idOrNull(row, "driver_id", DriverId::new),
                ride == null ? null : key);
        int version = row.getInteger("version");
        int attempt = row.getInteger("attempt");
        Instant since = Rows.instant(row, "since");
        return switch (PaymentView.Status.valueOf(row.getString("status"))) {
            case PENDING -> new Charge.Pending(claim, version, attempt, row.getInteger("tries"), since);
            case UNKNOWN -> new Charge.Unknown(claim, version, attempt, row.getInteger("tries"), since);
            case DECLINED -> new Charge.Declined(claim, version, attempt, row.getString("code"), since);
            case CAPTURED -> new Charge.Captured(claim, version, attempt, row.getString("gateway_reference"), since);
            case OWED ->
                new Charge.Owed(claim, version, attempt, row.getString("code"), row.getBoolean("open_attempt"), since);
            case AWAITED -> new Charge.Awaited(claim, version, attempt, paid(row), since);
            case TENDERED ->
                new Charge.Tendered(
                        claim,
                        version,
                        attempt,
                        paid(row),
                        row.getBoolean("open_attempt"),
                        row.getInteger("tries"),
                        since);
            case WRITTEN_OFF ->
                new Charge.WrittenOff(
                        claim, version, attempt, row.getBoolean("open_attempt"), row.getInteger("tries"), since);
            case OVERPAID ->
                new Charge.Overpaid(claim, version, attempt, method(row), row.getString("gateway_reference"), since);
        };
    }

    private static @Nullable PaymentMethod method(Row row) {
        String method = row.getString("method");
        return method == null ? null : PaymentMethod.valueOf(method);
    }

    private static PaymentMethod paid(Row row) {
        return PaymentMethod.valueOf(row.getString("method"));
    }

    private static int tries(Charge.Made charge) {
        return switch (charge) {
            case Charge.Asking asking -> asking.tries();
            case Charge.WithoutGateway ended -> ended.tries();
            case Charge.Declined declined -> 0;
            case Charge.Captured captured -> 0;
            case Charge.Owed owed -> 0;
            case Charge.Awaited awaited -> 0;
            case Charge.Overpaid twice -> 0;
        };
    }

    private static @Nullable String reference(Charge.Made charge) {
        return switch (charge) {
            case Charge.Captured captured -> captured.gatewayReference();
            case Charge.Overpaid twice -> twice.gatewayReference();
            case Charge.Asking asking -> null;
            case Charge.WithoutGateway ended -> null;
            case Charge.Declined declined -> null;
            case Charge.Owed owed -> null;
            case Charge.Awaited awaited -> null;
        };
    }
}

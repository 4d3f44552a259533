package io.tanda.payment.method.outbound;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.payment.ledger.outbound.EntryRows;
import io.tanda.payment.method.application.Change;
import io.tanda.payment.method.application.HoldPostings;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.method.domain.Verification;
import io.tanda.payment.method.domain.Verification.Result;
import io.tanda.payment.method.domain.VerificationDecision.Next;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The table of verifications. */
public final class VerificationRows {
    /** The deadlines' kind; they are the method's. */
    public static final String DEADLINE = "verification";
    /** Longer than its command can be repeated; a rider who asks why it was not registered asks soon. */
    public static final Purge OLD = Purge.of(
                    "verification", "since", Purge.Age.DOMAIN_TIME, Duration.ofDays(30), "method_id")
            .where("t.status = 'OVER'");

    private static final String ASKED = "ASKED";
    private static final String HELD = "HELD";
    private static final String OVER = "OVER";

    private static final Insert VERIFICATION = Insert.into(
            "verification",
            "method_id",
            "version",
            "rider_id",
            "kind",
            "minor_units",
            "currency",
            "status",
            "token",
            "tries",
            "since");
    private static final String CHANGE = """
            UPDATE verification SET version = ?, status = ?, token = ?, registered = ?, code = ?, gateway_reference = ?, tries = ?, since = ?
            WHERE method_id = ? AND version = ?""";
    private static final String LOAD = "SELECT * FROM verification WHERE method_id = ?";

    private final Store store;
    private final DomainClock clock;
    private final InstantSource real = InstantSource.system();

    VerificationRows(Store store, DomainClock clock) {
        this.store = store;
        this.clock = clock;
    }

    Future<Verification> load(MethodId method) {
        return store.query(LOAD, method)
                .map(rows -> Rows.first(rows)
                        .map(VerificationRows::verification)
                        .orElseThrow(() -> new IllegalStateException("no verification of " + method)));
    }

    void write(Unit.Builder unit, Change.OfVerification change) {
        Verification before = change.before();
        Verification after = change.after();
        Registration registration = after.registration();
        if (before == null)
            unit.insertOnce(
                    VERIFICATION,
                    registration.method(),
                    after.version(),
                    registration.rider(),
                    registration.kind(),
                    registration.amount().minorUnits(),
                    registration.amount().currency(),
                    status(after),
                    token(after),
                    after.tries(),
                    after.since());
        else
            unit.change(
                    CHANGE,
                    after.version(),
                    status(after),
                    token(after),
                    result(after) instanceof Result.Registered,
                    result(after) instanceof Result.NotRegistered no ? no.code() : null,
                    after instanceof Verification.Held held ? held.authorization() : null,
                    after.tries(),
                    after.since(),
                    registration.method(),
                    before.version());
        EntryRows.write(unit, HoldPostings.of(change), real.instant());
        switch (change.next()) {
            case Next.AskIn ask ->
                unit.deadline(
                        registration.method().value(), DEADLINE, clock.instant().plus(clock.toDomain(ask.pause())));
            case Next.Rest rest -> unit.noDeadline(registration.method().value(), DEADLINE);
        }
    }

    private static String status(Verification verification) {
        return switch (verification) {
            case Verification.Asked asked -> ASKED;
            case Verification.Held held -> HELD;
            case Verification.Over over -> OVER;
        };
    }

    /** Kept until the gateway has answered, and no longer. */
    private static @Nullable String token(Verification verification) {
        return verification instanceof Verification.Asked asked ? asked.token().value() : null;
    }

    private static @Nullable Result result(Verification verification) {
        return switch (verification) {
            case Verification.Asked asked -> null;
            case Verification.Held held -> held.result();
            case Verification.Over over -> over.result();
        };
    }

    private static Verification verification(Row row) {
        Registration registration = new Registration(
                new MethodId(Rows.uuid(row, "method_id")),
                new RiderId(Rows.uuid(row, "rider_id")),
                MethodKind.valueOf(row.getString("kind")),
                new Money(row.getLong("minor_units"), row.getString("currency")));
        int version = row.getInteger("version");
        int tries = row.getInteger("tries");
        var since = Rows.instant(row, "since");
        Result result = row.getBoolean("registered")
                ? new Result.Registered()
                : new Result.NotRegistered(row.getString("code") == null ? Result.NO_ANSWER : row.getString("code"));
        return switch (row.getString("status")) {
            case ASKED ->
                new Verification.Asked(registration, new GatewayToken(row.getString("token")), version, tries, since);
            case HELD ->
                new Verification.Held(registration, result, row.getString("gateway_reference"), version, tries, since);
            case OVER -> new Verification.Over(registration, result, version, since);
            default -> throw new IllegalStateException("a verification is " + row.getString("status"));
        };
    }
}

package io.tanda.payment.method.outbound;

import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.payment.method.application.Change;
import io.tanda.payment.method.application.Wallets;
import io.tanda.payment.method.domain.Instrument;
import io.tanda.payment.method.domain.Method;
import io.tanda.payment.method.domain.Verification;
import io.tanda.payment.method.domain.Wallet;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The only place that knows the tables of methods and wallets; {@link VerificationRows} knows the third. */
public final class MySqlWallets implements Wallets {
    /** A ride that was booked with a method while it was there is paid by then: it is booked a week ahead at most, and owed after. */
    public static final Purge REMOVED =
            Purge.of("method", "removed_at", Purge.Age.DOMAIN_TIME, Duration.ofDays(30), "rider_id", "method_id");

    private static final Insert WALLET = Insert.into("wallet", "rider_id", "version", "usual");
    private static final String CHANGE_WALLET =
            "UPDATE wallet SET version = ?, usual = ? WHERE rider_id = ? AND version = ?";
    private static final Insert METHOD = Insert.into(
            "method", "rider_id", "method_id", "kind", "token", "brand", "last_four", "expiry", "registered_at");
    private static final String REMOVE =
            "UPDATE method SET removed_at = ? WHERE rider_id = ? AND method_id = ? AND removed_at IS NULL";
    /** In one look: wallet and methods are of the same moment. */
    private static final String LOAD = """
            SELECT w.version, w.usual, m.* FROM wallet w
            LEFT JOIN method m ON m.rider_id = w.rider_id AND m.removed_at IS NULL
            WHERE w.rider_id = ? ORDER BY m.registered_at, m.method_id""";

    private final Store store;
    private final VerificationRows verifications;

    public MySqlWallets(Store store, DomainClock clock) {
        this.store = store;
        this.verifications = new VerificationRows(store, clock);
    }

    @Override
    public Future<Wallet> load(RiderId rider) {
        return store.query(LOAD, rider).map(rows -> {
            int version = 0;
            MethodId usual = null;
            List<Method> methods = new ArrayList<>();
            for (Row row : rows) {
                version = row.getInteger("version");
                usual = Rows.idOrNull(row, "usual", MethodId::new);
                if (row.getValue("method_id") != null) methods.add(method(row));
            }
            return new Wallet(rider, version, methods, usual);
        });
    }

    @Override
    public Future<Verification> verification(MethodId method) {
        return verifications.load(method);
    }

    /** Rows, events and deadline of one change, for one transaction. Who was faster makes the other stale, who decides again. */
    public void write(Unit.Builder unit, Change change) {
        if (change.wallet() != null) write(unit, change.wallet(), change);
        if (change.verification() != null) verifications.write(unit, change.verification());
    }

    private static void write(Unit.Builder unit, Change.OfWallet wallet, Change change) {
        Wallet before = wallet.before();
        Wallet after = wallet.after();
        RiderId rider = after.rider();
        if (before.version() == 0) unit.insertOnce(WALLET, rider, after.version(), after.usual());
        else unit.change(CHANGE_WALLET, after.version(), after.usual(), rider, before.version());
        for (Method method : after.methods()) if (before.find(method.id()).isEmpty()) insert(unit, rider, method);
        Instant at = wallet.events().getFirst().at();
        for (Method method : before.methods())
            if (after.find(method.id()).isEmpty()) unit.change(REMOVE, at, rider, method.id());
        unit.events(PaymentEvent.TOPIC, before.version(), wallet.events(), change.actor(), change.trace());
    }

    private static void insert(Unit.Builder unit, RiderId rider, Method method) {
        switch (method) {
            case Method.AtGateway held -> {
                YearMonth expiry = held.instrument().expiry();
                unit.insert(
                        METHOD,
                        rider,
                        held.id(),
                        held.kind(),
                        held.token().value(),
                        held.instrument().brand(),
                        held.instrument().lastFour(),
                        expiry == null ? null : expiry.toString(),
                        held.registeredAt());
            }
            case Method.Cash cash ->
                unit.insert(METHOD, rider, cash.id(), cash.kind(), null, null, null, null, cash.registeredAt());
        }
    }

    private static Method method(Row row) {
        MethodId id = new MethodId(Rows.uuid(row, "method_id"));
        MethodKind kind = MethodKind.valueOf(row.getString("kind"));
        Instant registeredAt = Rows.instant(row, "registered_at");
        return switch (kind) {
            case CASH -> new Method.Cash(id, registeredAt);
            case CARD, BANK_ACCOUNT ->
                new Method.AtGateway(
                        id,
                        kind,
                        new GatewayToken(row.getString("token")),
                        new Instrument(row.getString("brand"), row.getString("last_four"), expiry(row)),
                        registeredAt);
        };
    }

    private static @Nullable YearMonth expiry(Row row) {
        String expiry = row.getString("expiry");
        return expiry == null ? null : YearMonth.parse(expiry);
    }
}

package io.tanda.payment.charge.outbound;

import io.tanda.contract.Money;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.AttemptView.Outcome;
import io.tanda.contract.payment.PaymentEvent.ChargeAttempted;
import io.tanda.contract.payment.PaymentEvent.ChargeCaptured;
import io.tanda.contract.payment.PaymentEvent.ChargeDeclined;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeOverpaid;
import io.tanda.contract.payment.PaymentEvent.ChargeOwed;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Unit;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What of a change is kept of each attempt: it is added before the gateway is called, and completed once. */
final class AttemptRows {
    static final String OF_CHARGE = "SELECT * FROM charge_attempt WHERE ride_id = ? AND purpose = ? ORDER BY attempt";

    static final String ASKED_AT =
            "SELECT asked_at FROM charge_attempt WHERE ride_id = ? AND purpose = ? AND attempt = ?";

    private static final Insert ATTEMPT = Insert.into(
            "charge_attempt", "ride_id", "purpose", "attempt", "attempt_key", "minor_units", "currency", "asked_at");
    private static final String COMPLETE = """
            UPDATE charge_attempt SET outcome = ?, detail = ?, settled_at = ?
            WHERE ride_id = ? AND purpose = ? AND attempt = ? AND outcome IS NULL""";
    private static final String DOUBT = """
            UPDATE charge_attempt SET doubt = ?
            WHERE ride_id = ? AND purpose = ? AND attempt = ? AND outcome IS NULL AND doubt IS NULL""";

    private AttemptRows() {}

    /** @param now real time */
    static void write(Unit.Builder unit, Change change, Instant now) {
        if (change.before() instanceof Charge.Made before) {
            for (ChargeEvent event : change.events()) complete(unit, before, event, now);
            if (change.next() instanceof Next.Close) complete(unit, before, Outcome.NOT_TAKEN, null, now);
        }
        for (ChargeEvent event : change.events())
            if (event instanceof ChargeAttempted attempted)
                add(unit, change.after().claim(), attempted, now);
    }

    private static void add(Unit.Builder unit, Claim claim, ChargeAttempted attempted, Instant now) {
        unit.insertOnce(
                ATTEMPT,
                claim.key(),
                claim.purpose(),
                attempted.attempt(),
                Gateway.key(claim, attempted.attempt()),
                attempted.amount().minorUnits(),
                attempted.amount().currency(),
                now);
    }

    private static void complete(Unit.Builder unit, Charge.Made before, ChargeEvent event, Instant now) {
        switch (event) {
            case ChargeCaptured e -> complete(unit, before, Outcome.CAPTURED, e.gatewayReference(), now);
            case ChargeOverpaid e -> complete(unit, before, Outcome.CAPTURED, e.gatewayReference(), now);
            case ChargeDeclined e -> complete(unit, before, Outcome.DECLINED, e.code(), now);
            case ChargeOwed e
            when e.detail() != null ->
                unit.run(DOUBT, e.detail(), before.claim().key(), before.claim().purpose(), before.attempt());
            case ChargeAttempted e
            when before instanceof Charge.Owed owed && owed.open() ->
                complete(unit, before, Outcome.NOT_TAKEN, null, now);
            case ChargeEvent other -> {}
        }
    }

    /** An attempt of before there were rows has none: nothing is completed. */
    private static void complete(
            Unit.Builder unit, Charge.Made before, Outcome outcome, @Nullable String detail, Instant now) {
        unit.run(
                COMPLETE,
                outcome,
                detail,
                now,
                before.claim().key(),
                before.claim().purpose(),
                before.attempt());
    }

    static AttemptView read(Row row) {
        String outcome = row.getString("outcome");
        return new AttemptView(
                row.getInteger("attempt"),
                row.getString("attempt_key"),
                new Money(row.getLong("minor_units"), row.getString("currency")),
                Rows.instant(row, "asked_at"),
                row.getString("doubt"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getString("detail"),
                Rows.instantOrNull(row, "settled_at"));
    }
}

package io.tanda.web.payment;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.web.http.Operation.get;

import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.ReconcileDay;
import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What finance asks of the ledger. */
final class LedgerApi {
    private static final String DAY = "day";

    private final Asking asking;

    LedgerApi(Asking asking) {
        this.asking = asking;
    }

    List<Operation> operations() {
        return List.of(get("reconcileDay", "/v1/reconciliations")
                .by(FINANCE, ADMIN)
                .query(DAY)
                .answeredBy(this::reconcile));
    }

    private Future<Answer> reconcile(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    query.require(DAY);
                    LocalDate day =
                            query.read(DAY, LedgerApi::day, "must be a day such as 2026-01-31, from 2000 to 2099");
                    return () -> new ReconcileDay(Objects.requireNonNull(day));
                }),
                question -> asking.ask(PaymentAddresses.RECONCILE, call, question, found -> Answer.json(200, found)));
    }

    private static @Nullable LocalDate day(String text) {
        if (!text.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}")) return null;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}

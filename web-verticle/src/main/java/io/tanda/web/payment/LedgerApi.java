package io.tanda.web.payment;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DRIVER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;

import io.tanda.contract.DriverId;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.ReconcileDay;
import io.tanda.contract.payment.StatementQuery;
import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Problem;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What finance asks of the ledger. */
final class LedgerApi {
    private static final String DAY = "day";
    private static final String FROM = "from";
    private static final String TO = "to";

    private final Asking asking;

    LedgerApi(Asking asking) {
        this.asking = asking;
    }

    List<Operation> operations() {
        return List.of(
                get("reconcileDay", "/v1/reconciliations")
                        .by(FINANCE, ADMIN)
                        .query(DAY)
                        .answeredBy(this::reconcile),
                get("getMyStatement", "/v1/drivers/me/statement")
                        .by(DRIVER)
                        .query(FROM, TO)
                        .answeredBy(call -> statement(call, call.caller().driver())),
                get("getDriverStatement", "/v1/fleet/drivers/{id}/statement")
                        .by(FINANCE, ADMIN)
                        .query(FROM, TO)
                        .answeredBy(call -> Asking.withId(call, id -> statement(call, new DriverId(id)))),
                post("payDriver", "/v1/fleet/drivers/{id}/payouts")
                        .by(FINANCE, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::pay));
    }

    private Future<Answer> statement(HttpCall call, DriverId driver) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    query.require(FROM);
                    query.require(TO);
                    Instant from = query.instant(FROM);
                    Instant to = query.instant(TO);
                    return () -> new StatementQuery(driver, Objects.requireNonNull(from), Objects.requireNonNull(to));
                }),
                question -> question.bounded()
                        ? asking.ask(
                                PaymentAddresses.STATEMENT, call, question, statement -> Answer.json(200, statement))
                        : Asking.refused(Problem.parameter(TO, StatementQuery.BOUNDS)));
    }

    private Future<Answer> pay(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        PaymentBodies.payout(call.body(), new DriverId(id)),
                        command -> asking.ask(
                                PaymentAddresses.PAYOUT, call, command, payout -> Answer.json(200, payout))));
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

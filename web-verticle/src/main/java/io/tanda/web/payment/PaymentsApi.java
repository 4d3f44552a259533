package io.tanda.web.payment;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;

import io.tanda.contract.RideId;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.Purpose;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What became of a ride's charges, and what people do about one that is not paid. */
public final class PaymentsApi {
    private final Asking asking;

    private PaymentsApi(Asking asking) {
        this.asking = asking;
    }

    public static Part part(Asking asking) {
        List<Operation> operations = Stream.of(
                        new PaymentsApi(asking).operations(),
                        new MethodsApi(asking).operations(),
                        new LedgerApi(asking).operations(),
                        new WebhooksApi(asking).operations())
                .flatMap(List::stream)
                .toList();
        return new Part("payment", operations, List.of());
    }

    private List<Operation> operations() {
        return List.of(
                get("getPayment", "/v1/payments/{rideId}")
                        .by(RIDER, DISPATCHER, FINANCE, ADMIN)
                        .query("purpose")
                        .answeredBy(this::payment),
                post("payFare", "/v1/payments/{rideId}/pay")
                        .by(RIDER)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::pay),
                post("giveTip", "/v1/payments/{rideId}/tip")
                        .by(RIDER)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::tip),
                post("collectFare", "/v1/rides/{id}/collect")
                        .by(FINANCE, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::collect),
                post("writeOffFare", "/v1/rides/{id}/write-off")
                        .by(FINANCE, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::writeOff),
                post("confirmCapture", "/v1/rides/{id}/confirm-capture")
                        .by(FINANCE, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::confirmCapture),
                post("denyCapture", "/v1/rides/{id}/deny-capture")
                        .by(FINANCE, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::denyCapture),
                post("refundFare", "/v1/rides/{id}/refund")
                        .by(FINANCE, ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::refund),
                get("listRefunds", "/v1/payments/{rideId}/refunds")
                        .by(RIDER, DISPATCHER, FINANCE, ADMIN)
                        .query("purpose")
                        .answeredBy(this::refunds));
    }

    /** A8: the rider tries again, or means to pay in the car. */
    private Future<Answer> pay(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        PaymentBodies.pay(
                                call.body(), new RideId(id), call.caller().rider()),
                        command -> command(call, command)));
    }

    private Future<Answer> tip(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        PaymentBodies.tip(
                                call.body(), new RideId(id), call.caller().rider()),
                        command -> command(call, command)));
    }

    private Future<Answer> collect(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        PaymentBodies.collect(call.body(), new RideId(id)), command -> command(call, command)));
    }

    private Future<Answer> writeOff(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        PaymentBodies.writeOff(call.body(), new RideId(id)), command -> command(call, command)));
    }

    private Future<Answer> confirmCapture(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        PaymentBodies.confirmCapture(call.body(), new RideId(id)), command -> command(call, command)));
    }

    private Future<Answer> denyCapture(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        PaymentBodies.denyCapture(call.body(), new RideId(id)), command -> command(call, command)));
    }

    private Future<Answer> refund(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        PaymentBodies.refund(call.body(), new RideId(id)),
                        command -> asking.ask(
                                PaymentAddresses.REFUND, call, command, refund -> Answer.json(200, refund))));
    }

    private Future<Answer> refunds(HttpCall call) {
        return about(
                call, query -> asking.ask(PaymentAddresses.REFUNDS, call, query, refunds -> Answer.json(200, refunds)));
    }

    /** Which charge of which ride, and whose it must be. */
    private static Future<Answer> about(HttpCall call, Function<PaymentQuery, Future<Answer>> then) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        Query.read(call.query(), query -> {
                            Purpose purpose = query.read(
                                    "purpose", PaymentBodies.PURPOSES::get, "must be what a ride is charged for");
                            return () -> new PaymentQuery(
                                    new RideId(id), call.caller().riderUnlessOperator(), Purpose.orFare(purpose));
                        }),
                        then));
    }

    private Future<Answer> command(HttpCall call, PaymentCommand command) {
        return asking.ask(PaymentAddresses.COMMANDS, call, command, payment -> Answer.json(200, payment));
    }

    private Future<Answer> payment(HttpCall call) {
        return about(
                call, query -> asking.ask(PaymentAddresses.GET, call, query, payment -> Answer.json(200, payment)));
    }
}

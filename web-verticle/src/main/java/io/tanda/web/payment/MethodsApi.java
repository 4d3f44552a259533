package io.tanda.web.payment;

import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.delete;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;

import io.tanda.contract.MethodId;
import io.tanda.contract.payment.ListMethods;
import io.tanda.contract.payment.MethodCommand;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** What a rider pays with (C1, C2). Whose it is says the token of the caller. */
final class MethodsApi {
    private static final String PATH = "/v1/me/payment-methods";

    private final Asking asking;

    MethodsApi(Asking asking) {
        this.asking = asking;
    }

    List<Operation> operations() {
        return List.of(
                get("listPaymentMethods", PATH).by(RIDER).answeredBy(this::list),
                post("registerPaymentMethod", PATH)
                        .by(RIDER)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::register),
                delete("removePaymentMethod", PATH + "/{id}").by(RIDER).answeredBy(this::remove),
                post("makeDefaultPaymentMethod", PATH + "/{id}/default")
                        .by(RIDER)
                        .answeredBy(this::makeDefault));
    }

    private Future<Answer> list(HttpCall call) {
        return asking.ask(
                PaymentAddresses.METHODS,
                call,
                new ListMethods(call.caller().rider()),
                methods -> Answer.json(200, methods));
    }

    private Future<Answer> register(HttpCall call) {
        return Asking.with(
                PaymentBodies.method(call.body(), MethodId.next(), call.caller().rider()),
                command -> asking.ask(PaymentAddresses.REGISTER_METHOD, call, command, MethodsApi::registered));
    }

    private static Answer registered(MethodView method) {
        return Answer.json(201, method).with(HttpHeaders.LOCATION, PATH + "/" + method.id());
    }

    private Future<Answer> remove(HttpCall call) {
        return Asking.withId(
                call, id -> command(call, new MethodCommand.Remove(call.caller().rider(), new MethodId(id))));
    }

    private Future<Answer> makeDefault(HttpCall call) {
        return Asking.withId(
                call,
                id -> command(call, new MethodCommand.MakeDefault(call.caller().rider(), new MethodId(id))));
    }

    private Future<Answer> command(HttpCall call, MethodCommand command) {
        return asking.ask(PaymentAddresses.METHOD_COMMANDS, call, command, methods -> Answer.json(200, methods));
    }
}

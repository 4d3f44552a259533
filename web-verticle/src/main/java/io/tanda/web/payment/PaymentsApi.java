package io.tanda.web.payment;

import static io.tanda.contract.Role.OPERATOR;
import static io.tanda.contract.Role.RIDER;
import static io.tanda.web.http.Operation.get;

import io.tanda.contract.RideId;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.vertx.core.Future;
import java.util.List;

/** What became of a ride's charge. */
public final class PaymentsApi {
    private final Asking asking;

    private PaymentsApi(Asking asking) {
        this.asking = asking;
    }

    public static Part part(Asking asking) {
        return new Part("payment", new PaymentsApi(asking).operations(), List.of());
    }

    private List<Operation> operations() {
        return List.of(
                get("getPayment", "/v1/payments/{rideId}").by(RIDER, OPERATOR).answeredBy(this::payment));
    }

    private Future<Answer> payment(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        PaymentAddresses.GET,
                        call,
                        new PaymentQuery(new RideId(id), call.caller().riderUnlessOperator()),
                        payment -> Answer.json(200, payment)));
    }
}

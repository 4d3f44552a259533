package io.tanda.dispatch.call.application;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.dispatch.call.domain.CallCommand;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * A8: the driver has the fare in the car. Payment is asked first, so that nobody pays twice by mistake; where it does not answer the
 * driver's word stands, for he has the money, and payment books it when it is back.
 */
public final class TakeFare {
    private final Payments payments;
    private final DriveRide driveRide;
    private final Turns turns;

    /** What is known of a ride's payment; fails when nobody answers. */
    @FunctionalInterface
    public interface Payments {
        Future<Reply<PaymentView>> of(Request<PaymentQuery> request);
    }

    public TakeFare(Payments payments, DriveRide driveRide, Turns turns) {
        this.payments = payments;
        this.driveRide = driveRide;
        this.turns = turns;
    }

    public Future<Reply<DriverRide>> take(Request<?> request, RideCommand.TakeFare take) {
        return paidOtherwise(request, take.ride())
                .compose(why -> why.map(said -> turns.refuse(request, Refusal.STEP_NOT_ALLOWED, said))
                        .orElseGet(() -> driveRide.step(
                                request, take.ride(), new CallCommand.TakeFare(take.driver(), take.method()))));
    }

    private Future<Optional<String>> paidOtherwise(Request<?> request, RideId ride) {
        return payments.of(new Request<>(
                        CommandId.next(),
                        Actor.SYSTEM,
                        request.at(),
                        null,
                        request.trace(),
                        new PaymentQuery(ride, null)))
                .map(reply -> reply instanceof Reply.Done<PaymentView> done
                        ? otherwise(done.value().status())
                        : Optional.<String>empty())
                .otherwise(Optional.empty());
    }

    private static Optional<String> otherwise(PaymentView.Status status) {
        return switch (status) {
            case CAPTURED, OVERPAID -> Optional.of("it is paid by card: give back what you were given");
            case WRITTEN_OFF -> Optional.of("nothing is due: give back what you were given");
            // By this driver, who says it again, or to an operator.
            case TENDERED -> Optional.empty();
            case PENDING, UNKNOWN, DECLINED, OWED, AWAITED -> Optional.empty();
        };
    }
}

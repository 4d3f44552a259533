package io.tanda.payment.charge.application;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.platform.ops.Logged;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people do about a fare that is not paid: each command once, whoever repeats it. */
public final class HandlePayment {
    private static final Logger log = LoggerFactory.getLogger(HandlePayment.class);

    private final Charges charges;
    private final Commits<Change> commits;
    private final Once<Change> once;
    private final Cashier cashier;
    private final InstantSource clock;

    public HandlePayment(Charges charges, Commits<Change> commits, Cashier cashier, InstantSource clock) {
        this.charges = charges;
        this.commits = commits;
        this.once = new Once<>(commits);
        this.cashier = cashier;
        this.clock = clock;
    }

    public Future<Reply<PaymentView>> handle(Request<PaymentCommand> request) {
        return switch (request.body()) {
            case PaymentCommand.PayFare pay ->
                attempting(request, pay.ride(), pay.rider(), new ChargeInput.Retried(pay.method()));
            case PaymentCommand.Collect collect ->
                answer(
                        request,
                        collect.ride(),
                        null,
                        new ChargeInput.Collected(collect.method(), collect.reason()),
                        change -> {});
            case PaymentCommand.WriteOff writeOff ->
                answer(request, writeOff.ride(), null, new ChargeInput.WrittenOff(writeOff.reason()), change -> {});
            case PaymentCommand.ConfirmCapture found ->
                answer(
                        request,
                        found.ride(),
                        null,
                        new ChargeInput.FoundTaken(found.gatewayReference(), found.reason()),
                        change -> {});
            case PaymentCommand.DenyCapture found ->
                attempting(request, found.ride(), null, new ChargeInput.FoundNotTaken(found.reason()));
        };
    }

    /** The attempt is committed with its answer, and the gateway called after: a repetition makes no second one. */
    private Future<Reply<PaymentView>> attempting(
            Request<?> request, RideId ride, @Nullable RiderId rider, ChargeInput input) {
        AtomicReference<Charge.@Nullable Pending> attempted = new AtomicReference<>();
        return answer(request, ride, rider, input, change -> {
                    if (change.after() instanceof Charge.Pending pending) attempted.set(pending);
                })
                .compose(reply -> {
                    Charge.Pending pending = attempted.get();
                    return pending == null ? Future.succeededFuture(reply) : called(request, pending, reply);
                });
    }

    /** Kept first: a repetition says the same. Without an answer in time it is what it was, and completes by itself. */
    private Future<Reply<PaymentView>> called(Request<?> request, Charge.Pending attempt, Reply<PaymentView> reply) {
        return cashier.called(attempt, request.trace())
                .compose(after -> commits.amend(request.id(), Wire.encodeText(after.view()))
                        .map(kept -> Reply.done(after.view())))
                .recover(failure -> {
                    log.atInfo()
                            .addKeyValue(Logged.RIDE, attempt.claim().ride())
                            .log("attempt {} goes on by itself: {}", attempt.attempt(), failure.getMessage());
                    return Future.succeededFuture(reply);
                });
    }

    /** @param rider whose it must be; absent = anybody's @param committed told of what has become true */
    private Future<Reply<PaymentView>> answer(
            Request<?> request, RideId ride, @Nullable RiderId rider, ChargeInput input, Consumer<Change> committed) {
        return once.answer(
                request,
                PaymentView.class,
                () -> charges.find(ride, Purpose.FARE, rider).map(found -> decide(found, input, request, committed)));
    }

    private Outcome<Change, PaymentView> decide(
            Optional<Charge.Made> found, ChargeInput input, Request<?> request, Consumer<Change> committed) {
        if (found.isEmpty()) return Outcome.refused(Refusal.NOT_FOUND, "no payment of this ride");
        Charge.Made charge = found.get();
        return switch (ChargeDecider.decide(charge, input, clock.instant())) {
            case Decision.Accepted accepted -> {
                Change change = Change.of(charge, accepted, request.actor(), request.trace());
                yield Outcome.<Change, PaymentView>changed(
                                change, change.after().view())
                        .afterwards(() -> committed.accept(change));
            }
            case Decision.Unchanged unchanged -> Outcome.unchanged(charge.view());
            case Decision.Refused refused -> Outcome.refused(Refusal.STEP_NOT_ALLOWED, refused.detail());
        };
    }
}

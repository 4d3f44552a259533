package io.tanda.payment.charge.application;

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
import io.tanda.payment.charge.domain.TipDecider;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.platform.ops.Logged;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What riders give, and what people do about a charge that is not paid: each command once, whoever repeats it. */
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
            case PaymentCommand.GiveTip tip -> attempting(request, committed -> tip(request, tip, committed));
            case PaymentCommand.PayFare pay ->
                attempting(request, found(request, pay.purpose(), pay.rider(), new ChargeInput.Retried(pay.method())));
            case PaymentCommand.Collect collect ->
                answer(
                        request,
                        found(
                                request,
                                collect.purpose(),
                                null,
                                new ChargeInput.Collected(collect.method(), collect.reason())));
            case PaymentCommand.WriteOff writeOff ->
                answer(
                        request,
                        found(request, writeOff.purpose(), null, new ChargeInput.WrittenOff(writeOff.reason())));
            case PaymentCommand.ConfirmCapture found ->
                answer(
                        request,
                        found(
                                request,
                                found.purpose(),
                                null,
                                new ChargeInput.FoundTaken(found.gatewayReference(), found.reason())));
            case PaymentCommand.DenyCapture found ->
                attempting(
                        request, found(request, found.purpose(), null, new ChargeInput.FoundNotTaken(found.reason())));
        };
    }

    /** The attempt is committed with its answer, and the gateway called after: a repetition makes no second one. */
    private Future<Reply<PaymentView>> attempting(Request<?> request, Trial trial) {
        AtomicReference<Charge.@Nullable Pending> attempted = new AtomicReference<>();
        return once.answer(
                        request,
                        PaymentView.class,
                        () -> trial.decide(change -> {
                            if (change.after() instanceof Charge.Pending pending) attempted.set(pending);
                        }))
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

    private Future<Reply<PaymentView>> answer(Request<?> request, Trial trial) {
        return once.answer(request, PaymentView.class, () -> trial.decide(change -> {}));
    }

    /** One try of a command. */
    private interface Trial {
        /** @param committed told of what has become true */
        Future<Outcome<Change, PaymentView>> decide(Consumer<Change> committed);
    }

    /** What comes of a charge that is there. @param rider whose it must be; absent = anybody's */
    private Trial found(
            Request<? extends PaymentCommand> request, Purpose purpose, @Nullable RiderId rider, ChargeInput input) {
        return committed -> charges.find(request.body().ride(), purpose, rider)
                .map(found -> found.map(charge -> outcome(
                                charge, ChargeDecider.decide(charge, input, clock.instant()), request, committed))
                        .orElseGet(HandlePayment::notFound));
    }

    /** Of a ride whose fare is paid. */
    private Future<Outcome<Change, PaymentView>> tip(
            Request<?> request, PaymentCommand.GiveTip tip, Consumer<Change> committed) {
        return charges.find(tip.ride(), Purpose.FARE, tip.rider()).compose(found -> {
            if (found.isEmpty()) return Future.succeededFuture(notFound());
            Charge.Made fare = found.get();
            String flaw = TipDecider.flaw(fare.claim().amount(), tip.amount());
            if (flaw != null) return Future.succeededFuture(Outcome.refused(Refusal.INVALID, flaw));
            return charges.load(tip.ride(), Purpose.TIP)
                    .map(before -> outcome(
                            before.by(fare.claim().driver()),
                            TipDecider.decide(fare, before, tip.amount(), clock.instant()),
                            request,
                            committed));
        });
    }

    private static Outcome<Change, PaymentView> notFound() {
        return Outcome.refused(Refusal.NOT_FOUND, "no payment of this ride");
    }

    private static Outcome<Change, PaymentView> outcome(
            Charge charge, Decision decision, Request<?> request, Consumer<Change> committed) {
        return switch (decision) {
            case Decision.Accepted accepted -> {
                Change change = Change.of(charge, accepted, request.actor(), request.trace());
                yield Outcome.<Change, PaymentView>changed(
                                change, change.after().view())
                        .afterwards(() -> committed.accept(change));
            }
            case Decision.Unchanged unchanged when charge instanceof Charge.Made made -> Outcome.unchanged(made.view());
            case Decision.Unchanged unchanged -> throw new IllegalStateException("nothing was made of " + charge);
            case Decision.Refused refused -> Outcome.refused(Refusal.STEP_NOT_ALLOWED, refused.detail());
        };
    }
}

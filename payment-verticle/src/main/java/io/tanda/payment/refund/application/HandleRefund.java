package io.tanda.payment.refund.application;

import io.tanda.contract.ChargeId;
import io.tanda.contract.RefundId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.RefundFare;
import io.tanda.contract.payment.RefundView;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.ledger.application.Ledger;
import io.tanda.payment.ledger.domain.Shares;
import io.tanda.payment.refund.domain.Decision;
import io.tanda.payment.refund.domain.Refund;
import io.tanda.payment.refund.domain.RefundDecider;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.platform.ops.Logged;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An operator gives back: once for each command, whoever repeats it. */
public final class HandleRefund {
    private static final Logger log = LoggerFactory.getLogger(HandleRefund.class);
    /** The gateway's limit is 610 ms; whoever asked hears what it said, or that it is asked. */
    static final Duration ANSWER_LIMIT = Duration.ofMillis(1_300);

    private final RealTime time;
    private final Charges charges;
    private final Refunds refunds;
    private final Ledger ledger;
    private final Commits<Change> commits;
    private final Once<Change> once;
    private final Refunder refunder;
    private final InstantSource clock;
    private final Supplier<RefundId> ids;

    /** @param ids of new refunds: none comes twice */
    public HandleRefund(
            RealTime time,
            Charges charges,
            Refunds refunds,
            Ledger ledger,
            Commits<Change> commits,
            Refunder refunder,
            InstantSource clock,
            Supplier<RefundId> ids) {
        this.time = time;
        this.charges = charges;
        this.refunds = refunds;
        this.ledger = ledger;
        this.commits = commits;
        this.once = new Once<>(commits);
        this.refunder = refunder;
        this.clock = clock;
        this.ids = ids;
    }

    /** It is committed with its answer, and the gateway called after: a repetition makes no second one. */
    public Future<Reply<RefundView>> handle(Request<RefundFare> request) {
        AtomicReference<Refund.@Nullable Asked> asked = new AtomicReference<>();
        return once.answer(request, RefundView.class, () -> attempt(request, asked))
                .compose(reply -> {
                    Refund.Asked fresh = asked.get();
                    return fresh == null ? Future.succeededFuture(reply) : answered(request, fresh, reply);
                });
    }

    private Future<Outcome<Change, RefundView>> attempt(
            Request<RefundFare> request, AtomicReference<Refund.@Nullable Asked> asked) {
        RefundFare body = request.body();
        return charges.find(body.ride(), body.purpose(), null)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Outcome.refused(Refusal.NOT_FOUND, "no payment of this ride"))
                        : refunds.of(body.ride(), body.purpose(), null)
                                .compose(before -> ledger.shares(ChargeId.of(body.ride(), body.purpose()))
                                        .map(shares ->
                                                decide(found.get(), before, shares.orElse(null), request, asked))));
    }

    private Outcome<Change, RefundView> decide(
            Charge.Made charge,
            List<Refund> before,
            @Nullable Shares shares,
            Request<RefundFare> request,
            AtomicReference<Refund.@Nullable Asked> asked) {
        RefundFare body = request.body();
        Decision decision =
                RefundDecider.ask(charge, before, shares, body.amount(), body.reason(), ids.get(), clock.instant());
        return switch (decision) {
            case Decision.Accepted accepted -> {
                Change change = Change.of(null, accepted, request.actor(), request.trace());
                yield Outcome.<Change, RefundView>changed(change, change.after().view())
                        .afterwards(() -> {
                            if (change.after() instanceof Refund.Asked fresh) asked.set(fresh);
                        });
            }
            case Decision.Refused refused -> Outcome.refused(refused.refusal(), refused.detail());
            case Decision.Unchanged unchanged -> throw new IllegalStateException("a new refund changes something");
        };
    }

    /** Kept first: a repetition says the same. Without an answer in time it is what it was, and completes by itself. */
    private Future<Reply<RefundView>> answered(Request<?> request, Refund.Asked asked, Reply<RefundView> reply) {
        return time.within(ANSWER_LIMIT, refunder.ask(asked, request.trace()))
                .compose(after -> commits.amend(request.id(), Wire.encodeText(after.view()))
                        .map(kept -> Reply.done(after.view())))
                .recover(failure -> {
                    log.atInfo()
                            .addKeyValue(Logged.RIDE, asked.order().ride())
                            .log(
                                    "refund {} goes on by itself: {}",
                                    asked.order().refund(),
                                    failure.getMessage());
                    return Future.succeededFuture(reply);
                });
    }
}

package io.tanda.payment.refund.application;

import io.tanda.contract.Actor;
import io.tanda.contract.RefundId;
import io.tanda.payment.charge.domain.KeyLifetime;
import io.tanda.payment.refund.domain.Decision;
import io.tanda.payment.refund.domain.Refund;
import io.tanda.payment.refund.domain.RefundAnswer;
import io.tanda.payment.refund.domain.RefundDecider;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.flow.Joined;
import io.tanda.platform.ops.Logged;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the gateway for what was written down, and writes down what it says; in between nothing is held open. A crash leaves a stored
 * deadline that goes on with the same key.
 */
public final class Refunder {
    private static final Logger log = LoggerFactory.getLogger(Refunder.class);

    private final Refunds refunds;
    private final Commits<Change> commits;
    private final Gateway gateway;
    private final KeyLifetime lifetime;
    private final DomainClock clock;

    private final Joined<RefundId, Refund> calls = new Joined<>();

    public Refunder(
            Refunds refunds, Commits<Change> commits, Gateway gateway, KeyLifetime lifetime, DomainClock clock) {
        this.refunds = refunds;
        this.commits = commits;
        this.gateway = gateway;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** After it was committed. @return what became of it, as it is committed */
    Future<Refund> ask(Refund.Asked asked, @Nullable String trace) {
        RefundId id = asked.order().refund();
        return calls.run(id, () -> call(asked).compose(answer -> settle(id, answer, trace)));
    }

    private Future<RefundAnswer> call(Refund.Asked asked) {
        return RefundDecider.mayBeCalled(asked, key(asked))
                ? gateway.refund(asked.order())
                : gateway.lookUp(asked.order());
    }

    /** The stored deadline has come. */
    public Future<Void> due(RefundId id) {
        return refunds.load(id)
                .compose(refund -> switch (refund) {
                    case Refund.Asked asked -> ask(asked, null);
                    case Refund.Made made -> Future.succeededFuture(refund);
                    case Refund.Refused refused -> Future.succeededFuture(refund);
                })
                .mapEmpty();
    }

    /** Completes when no call is under way, whatever became of it. */
    public Future<Void> idle() {
        return calls.idle();
    }

    private Future<Refund> settle(RefundId id, RefundAnswer answer, @Nullable String trace) {
        return Attempts.whileStale(() -> refunds.load(id).compose(refund -> {
            Decision decision = RefundDecider.answered(refund, answer, key(refund), clock.instant());
            return switch (decision) {
                case Decision.Accepted accepted -> {
                    Change change = Change.of(refund, accepted, Actor.SYSTEM, trace);
                    yield commits.commit(change).map(done -> alerted(change));
                }
                case Decision.Unchanged unchanged -> Future.succeededFuture(refund);
                case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
            };
        }));
    }

    /** By the time since it was asked for; of one that is over, since it is. */
    private KeyLifetime.Phase key(Refund refund) {
        return lifetime.at(clock.toReal(Duration.between(refund.since(), clock.instant())));
    }

    /** What somebody has to look at. */
    private Refund alerted(Change change) {
        Refund after = change.after();
        switch (after) {
            case Refund.Refused refused ->
                log.atError()
                        .addKeyValue(Logged.RIDE, refused.order().ride())
                        .addKeyValue(Logged.TRACE, Logged.traceId(change.trace()))
                        .log(
                                "ALERT ride {}: the gateway did not give back {}: {}",
                                refused.order().ride(),
                                refused.order().amount(),
                                refused.code());
            case Refund.Asked asked
            when !RefundDecider.mayBeCalled(asked, key(asked)) ->
                log.atError()
                        .addKeyValue(Logged.RIDE, asked.order().ride())
                        .log(
                                "ALERT ride {}: nobody knows whether the gateway gave back {}, asked for {} times",
                                asked.order().ride(),
                                asked.order().amount(),
                                asked.tries());
            case Refund.Asked asked -> {}
            case Refund.Made made -> {}
        }
        return after;
    }
}

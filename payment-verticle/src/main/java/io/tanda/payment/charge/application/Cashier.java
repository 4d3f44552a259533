package io.tanda.payment.charge.application;

import io.tanda.contract.RideId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.payment.charge.domain.Decision.Accepted;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.charge.domain.KeyLifetime;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.flow.Joined;
import io.tanda.platform.ops.Logged;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what was decided, in three phases that never overlap: the attempt is committed; the gateway is called, with nothing held open;
 * the result is committed. A crash between any two leaves a stored deadline that goes on with the same key.
 */
public final class Cashier {
    private static final Logger log = LoggerFactory.getLogger(Cashier.class);

    /** How long the fast path waits for the gateway: its limit is 610 ms, and the driver is at the kerb. */
    static final Duration ANSWER_LIMIT = Duration.ofMillis(1_300);
    /** How often the row is read while another process calls the gateway. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** As a {@link Claim} has it. */
    private record Key(RideId ride, Purpose purpose) {
        static Key of(Charge.Made charge) {
            return of(charge.claim());
        }

        static Key of(Claim claim) {
            return new Key(claim.key(), claim.purpose());
        }
    }

    private final RealTime time;
    private final Charges charges;
    private final Commits<Change> commits;
    private final Gateway gateway;
    private final KeyLifetime lifetime;
    private final InstantSource clock;

    private final Joined<Key, Charge.Made> calls = new Joined<>();

    /** Attempts being committed for the fast path. */
    private final Map<Key, Future<Demand>> demanding = new ConcurrentHashMap<>();

    /** @param lifetime of the gateway's keys */
    public Cashier(
            RealTime time,
            Charges charges,
            Commits<Change> commits,
            Gateway gateway,
            KeyLifetime lifetime,
            InstantSource clock) {
        this.time = time;
        this.charges = charges;
        this.commits = commits;
        this.gateway = gateway;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    /** The fast path: what the event asks for too. Captured is answered only once it is committed. */
    public Future<Reply<PaymentView>> charge(Claim claim, @Nullable String trace) {
        Key key = Key.of(claim);
        Future<Demand> demanded = Attempts.whileStale(() -> demand(claim, trace));
        demanding.put(key, demanded);
        return demanded.onComplete(done -> demanding.remove(key, demanded)).compose(demand -> switch (demand) {
            case Demand.Made made ->
                settledInTime(made.charge(), trace, made.fresh()).map(c -> Reply.done(c.view()));
            case Demand.Refused refused -> Future.succeededFuture(Reply.refused(Refusal.INVALID, refused.detail()));
        });
    }

    /** The same, where the gateway is asked; a charge that is there already is told of in any case. */
    public Future<Reply<PaymentView>> chargeUnlessLeftAlone(Claim claim, @Nullable String trace) {
        Duration leftAlone = gateway.leftAlone();
        if (leftAlone.isZero()) return charge(claim, trace);
        return charges.load(claim.key(), claim.purpose()).compose(found -> switch (found) {
            case Charge.Made made -> charge(claim, trace);
            case Charge.None none ->
                Future.succeededFuture(new Reply.Refused<>(
                        Refusal.GATEWAY_UNAVAILABLE, "the gateway is left alone", (int)
                                Math.max(1, Math.ceilDiv(leftAlone.toMillis(), 1_000))));
        });
    }

    /**
     * Completes when nobody here is about to make the claim's first attempt: the event follows the fast path closely, and one of two
     * that race for a row is rolled back, with all that shared its commit.
     */
    public Future<Void> whenNotDemanding(Claim claim) {
        return demanding
                .getOrDefault(Key.of(claim), Future.succeededFuture())
                .<Void>mapEmpty()
                // Its failure is told to who asked; the event now makes the attempt itself.
                .otherwiseEmpty();
    }

    /** After the attempt was committed elsewhere: by the consumer, with its fence. */
    public void attempted(Charge.Made charge, @Nullable String trace) {
        call(charge, trace)
                .onFailure(failure -> log.atWarn()
                        .addKeyValue(Logged.RIDE, charge.claim().ride())
                        .addKeyValue(Logged.TRACE, Logged.traceId(trace))
                        .setCause(failure)
                        .log(
                                "charge of ride {}: left to its deadline",
                                charge.claim().ride()));
    }

    /** The same for somebody who waits for what comes of it, as long as the fast path does. */
    public Future<Charge.Made> called(Charge.Made charge, @Nullable String trace) {
        return settledInTime(charge, trace, true);
    }

    /** The stored deadline has come. */
    public Future<Void> due(RideId ride, Purpose purpose) {
        return Attempts.whileStale(() -> charges.load(ride, purpose)
                        .compose(charge -> key(charge).compose(key -> due(charge, key))))
                .mapEmpty();
    }

    /**
     * The gateway has told something of a key, or somebody in its name. Where nobody knows what became of it, and no call for it is under
     * way, it is asked for now, as its deadline would have it a little later; else nothing is done.
     *
     * @return whether it is asked for; how that ends is not waited for
     */
    public Future<Boolean> heard(String key) {
        return Gateway.Keyed.of(key)
                .map(named -> charges.load(named.ride(), named.purpose()).map(charge -> {
                    // Its first call is under way, or its deadline comes within seconds.
                    boolean open = charge instanceof Charge.Asking asking
                            && asking.attempt() == named.attempt()
                            && asking.tries() > 0;
                    if (open)
                        due(named.ride(), named.purpose())
                                .onFailure(failure -> log.atWarn()
                                        .addKeyValue(Logged.RIDE, named.ride())
                                        .setCause(failure)
                                        .log("charge of ride {}: left to its deadline", named.ride()));
                    return open;
                }))
                .orElseGet(() -> Future.succeededFuture(false));
    }

    private Future<Charge.Made> due(Charge charge, Phase key) {
        Decision decision = ChargeDecider.decide(charge, new ChargeInput.Due(key), clock.instant());
        return switch (decision) {
            case Accepted accepted -> driveOn(charge, accepted, key);
            case Decision.Unchanged unchanged -> throw new IllegalStateException("a deadline is left");
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }

    /** What may be done with the key, where it matters. */
    private Future<Phase> key(Charge charge) {
        return charge instanceof Charge.Asking asking
                ? charges.keyAge(asking).map(lifetime::at)
                : Future.succeededFuture(Phase.CALLED);
    }

    /** Completes when no call is under way, whatever became of it. */
    public Future<Void> idle() {
        return calls.idle();
    }

    /** @param key what might be done with the key when it was asked */
    private record Answer(GatewayAnswer said, Phase key) {}

    private sealed interface Demand {
        record Made(Charge.Made charge, boolean fresh) implements Demand {}

        record Refused(String detail) implements Demand {}
    }

    private Future<Demand> demand(Claim claim, @Nullable String trace) {
        return charges.load(claim.key(), claim.purpose()).compose(found -> {
            Charge charge = found.by(claim.driver());
            Decision decision =
                    ChargeDecider.decide(charge, new ChargeInput.Demanded(claim, PaymentMethod.CARD), clock.instant());
            return switch (decision) {
                case Accepted accepted -> {
                    Change change = Change.of(charge, accepted, trace);
                    yield commits.commit(change).map(done -> new Demand.Made(change.after(), true));
                }
                case Decision.Unchanged unchanged -> Future.succeededFuture(new Demand.Made(made(charge), false));
                case Decision.Refused refused -> Future.succeededFuture(new Demand.Refused(refused.detail()));
            };
        });
    }

    private Future<Charge.Made> settledInTime(Charge.Made charge, @Nullable String trace, boolean fresh) {
        long until = time.nanos() + ANSWER_LIMIT.toNanos();
        Future<Charge.Made> settled = fresh ? call(charge, trace) : joined(charge, until);
        return time.within(ANSWER_LIMIT, settled)
                .recover(
                        failure -> failure instanceof TimeoutException ? reload(charge) : Future.failedFuture(failure));
    }

    /** Somebody else made the attempt: wait for what comes of it, here or by reading the row. */
    private Future<Charge.Made> joined(Charge.Made charge, long untilNanos) {
        Future<Charge.Made> running = calls.running(Key.of(charge));
        if (running != null) return running;
        if (!(charge instanceof Charge.Pending) || time.nanos() - untilNanos >= 0)
            return Future.succeededFuture(charge);
        return time.pause(LOOK_AGAIN).compose(tick -> reload(charge)).compose(now -> joined(now, untilNanos));
    }

    private Future<Charge.Made> driveOn(Charge charge, Accepted accepted, Phase key) {
        return switch (accepted.next()) {
            case Next.AskAgain ask -> askAgain(made(charge));
            case Next.LookUp look -> lookUp(made(charge), key);
            case Next.Close close -> commit(charge, accepted);
            case Next.Call call -> commit(charge, accepted).compose(after -> call(after, null));
            case Next.Wait wait -> commit(charge, accepted);
            case Next.Rest rest -> commit(charge, accepted);
        };
    }

    private Future<Charge.Made> call(Charge.Made charge, @Nullable String trace) {
        return once(
                charge,
                () -> gatewayCharge(charge).compose(answer -> settle(charge, new Answer(answer, Phase.CALLED), trace)));
    }

    /** It may have been charged: ask first, and call again with the same key where the gateway never saw it. */
    private Future<Charge.Made> askAgain(Charge.Made charge) {
        return once(
                charge,
                () -> gateway.lookUp(Gateway.key(charge), charge.claim())
                        .compose(answer -> switch (answer) {
                            case GatewayAnswer.NeverSeen never -> gatewayCharge(charge);
                            case GatewayAnswer.Captured captured -> Future.succeededFuture(captured);
                            case GatewayAnswer.Declined declined -> Future.succeededFuture(declined);
                            case GatewayAnswer.Different different -> Future.succeededFuture(different);
                            case GatewayAnswer.NotUnderstood not -> Future.succeededFuture(not);
                            case GatewayAnswer.NoAnswer silence -> Future.succeededFuture(silence);
                            case GatewayAnswer.NotCalled notCalled -> Future.succeededFuture(notCalled);
                        })
                        .compose(answer -> settle(charge, new Answer(answer, Phase.CALLED), null)));
    }

    /** Whether the gateway took something: it is not called, because the charge has ended otherwise or its key is too old. */
    private Future<Charge.Made> lookUp(Charge.Made charge, Phase key) {
        return once(
                charge,
                () -> gateway.lookUp(Gateway.key(charge), charge.claim())
                        .compose(answer -> settle(charge, new Answer(answer, key), null)));
    }

    private Future<GatewayAnswer> gatewayCharge(Charge.Made charge) {
        return gateway.charge(Gateway.key(charge), charge.claim(), late -> late(charge, late));
    }

    /** Too late for the breaker's limit, in time for us: it saves asking. */
    private void late(Charge.Made charge, GatewayAnswer answer) {
        Attempts.whileStale(() -> reload(charge)
                        .compose(now -> commit(now, charge.attempt(), new Answer(answer, Phase.CALLED), null)))
                .onFailure(failure -> log.atWarn()
                        .addKeyValue(Logged.RIDE, charge.claim().ride())
                        .setCause(failure)
                        .log("late answer for ride {} not kept", charge.claim().ride()));
    }

    /** The result on the state that is known; where somebody was faster, on the state that is. */
    private Future<Charge.Made> settle(Charge.Made known, Answer answer, @Nullable String trace) {
        int attempt = known.attempt();
        return commit(known, attempt, answer, trace)
                .recover(failure -> failure instanceof CommitFailed.Stale
                        ? Attempts.whileStale(() -> reload(known).compose(now -> commit(now, attempt, answer, trace)))
                        : Future.failedFuture(failure));
    }

    private Future<Charge.Made> commit(Charge.Made charge, int attempt, Answer answer, @Nullable String trace) {
        Decision decision = ChargeDecider.decide(
                charge, new ChargeInput.Answered(attempt, answer.said(), answer.key()), clock.instant());
        return switch (decision) {
            case Accepted accepted -> {
                Change change = Change.of(charge, accepted, trace);
                yield commits.commit(change).map(done -> Alerts.about(change));
            }
            case Decision.Unchanged unchanged -> Future.succeededFuture(charge);
            case Decision.Refused refused -> throw new IllegalStateException(refused.detail());
        };
    }

    private Future<Charge.Made> commit(Charge charge, Accepted accepted) {
        Change change = Change.of(charge, accepted, null);
        return commits.commit(change).map(done -> Alerts.about(change));
    }

    private Future<Charge.Made> reload(Charge.Made charge) {
        return charges.load(charge.claim().key(), charge.claim().purpose()).map(Cashier::made);
    }

    private Future<Charge.Made> once(Charge.Made charge, Supplier<Future<Charge.Made>> run) {
        return calls.run(Key.of(charge), run);
    }

    private static Charge.Made made(Charge charge) {
        return switch (charge) {
            case Charge.Made made -> made;
            case Charge.None none -> throw new IllegalStateException("a charge that was made is gone");
        };
    }
}

package io.tanda.payment.method.application;

import io.tanda.contract.Actor;
import io.tanda.contract.MethodId;
import io.tanda.payment.method.domain.AuthorizationAnswer;
import io.tanda.payment.method.domain.Verification;
import io.tanda.payment.method.domain.VerificationDecider;
import io.tanda.payment.method.domain.VerificationDecision;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.flow.Joined;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the gateway for what was written down, and writes down what it says; in between nothing is held open. A crash leaves a stored
 * deadline that goes on with the same keys.
 */
public final class Verifier {
    private static final Logger log = LoggerFactory.getLogger(Verifier.class);

    private final Wallets wallets;
    private final Commits<Change> commits;
    private final Gateway gateway;
    private final DomainClock clock;

    private final Joined<MethodId, Verification> calls = new Joined<>();
    private final Joined<MethodId, Verification> lettingGo = new Joined<>();

    public Verifier(Wallets wallets, Commits<Change> commits, Gateway gateway, DomainClock clock) {
        this.wallets = wallets;
        this.commits = commits;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** Somebody waits for it. @return what became of it, as it is committed: asked where the gateway did not answer */
    Future<Verification> ask(MethodId method, Actor actor, @Nullable String trace) {
        return calls.run(
                method,
                () -> wallets.verification(method)
                        .compose(found -> found instanceof Verification.Asked asked
                                ? gateway.authorize(asked.registration(), asked.token())
                                        .compose(answer -> settle(method, answer, true, actor, trace))
                                : Future.succeededFuture(found)));
    }

    /** The stored deadline has come: nobody waits any more, or something is to be let go of still. */
    public Future<Void> due(MethodId method) {
        return wallets.verification(method)
                .compose(found -> switch (found) {
                    case Verification.Asked asked ->
                        calls.run(
                                method,
                                () -> gateway.lookUp(asked.registration(), asked.token())
                                        .compose(answer -> settle(method, answer, false, Actor.SYSTEM, null)));
                    case Verification.Held held -> letGo(held);
                    case Verification.Over over -> Future.succeededFuture(found);
                })
                .mapEmpty();
    }

    /** Completes when no call is under way, whatever became of it. */
    public Future<Void> idle() {
        return Future.join(calls.idle(), lettingGo.idle()).mapEmpty();
    }

    private Future<Verification> settle(
            MethodId method, AuthorizationAnswer answer, boolean waitedFor, Actor actor, @Nullable String trace) {
        return Attempts.whileStale(() -> wallets.verification(method)
                        .compose(found -> found instanceof Verification.Asked asked
                                ? decided(asked, answer, waitedFor, actor, trace)
                                : Future.succeededFuture(found)))
                .onSuccess(this::letGoSoon);
    }

    private Future<Verification> decided(
            Verification.Asked asked,
            AuthorizationAnswer answer,
            boolean waitedFor,
            Actor actor,
            @Nullable String trace) {
        return wallets.load(asked.registration().rider()).compose(wallet -> {
            VerificationDecision decision = waitedFor
                    ? VerificationDecider.answered(asked, answer, wallet, clock.instant())
                    : VerificationDecider.answeredLate(asked, answer, age(asked), clock.instant());
            return switch (decision) {
                case VerificationDecision.Accepted accepted ->
                    commits.commit(Change.of(asked, accepted, wallet, actor, trace))
                            .map(done -> accepted.after());
                case VerificationDecision.Unchanged unchanged -> Future.succeededFuture(asked);
            };
        });
    }

    /** Nobody waits for it: its deadline does the same. */
    private void letGoSoon(Verification verification) {
        if (!(verification instanceof Verification.Held held)) return;
        letGo(held)
                .onFailure(failure -> log.warn(
                        "what is held for {} is left to its deadline: {}",
                        held.registration().method(),
                        failure.getMessage()));
    }

    private Future<Verification> letGo(Verification.Held held) {
        MethodId method = held.registration().method();
        return lettingGo.run(
                method,
                () -> gateway.letGo(method, held.authorization()).compose(answer -> {
                    VerificationDecision.Accepted accepted =
                            VerificationDecider.letGo(held, answer, age(held), clock.instant());
                    Change change = new Change(
                            null,
                            new Change.OfVerification(held, accepted.after(), accepted.next()),
                            Actor.SYSTEM,
                            null);
                    return commits.commit(change).map(done -> accepted.after());
                }));
    }

    private Duration age(Verification verification) {
        return clock.toReal(Duration.between(verification.since(), clock.instant()));
    }
}

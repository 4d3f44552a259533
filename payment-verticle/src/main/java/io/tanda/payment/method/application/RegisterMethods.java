package io.tanda.payment.method.application;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.RegisterMethod;
import io.tanda.payment.method.domain.Method;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.method.domain.Verification;
import io.tanda.payment.method.domain.Verification.Result;
import io.tanda.payment.method.domain.VerificationDecider;
import io.tanda.payment.method.domain.Wallet;
import io.tanda.payment.method.domain.WalletDecider;
import io.tanda.payment.method.domain.WalletDecision;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rider registers a payment method, in three phases that never overlap (C1): that it is to be verified is committed; the gateway is
 * asked, with nothing held open; what it said is committed, with the method where it said yes.
 */
public final class RegisterMethods {
    private static final Logger log = LoggerFactory.getLogger(RegisterMethods.class);

    /** The gateway's limit is 610 ms, and two commits go with it; the rider looks at his screen. */
    static final Duration ANSWER_LIMIT = Duration.ofMillis(1_300);
    /** Where the gateway is not left alone, and did not answer. */
    private static final int AGAIN_SECONDS = 2;

    /** What is kept under the command's id. @param registered absent until it is */
    private record Begun(MethodId method, @Nullable MethodView registered) {}

    private final RealTime time;
    private final Wallets wallets;
    private final Commits<Change> commits;
    private final Once<Change> once;
    private final Verifier verifier;
    private final Gateway gateway;
    private final Money amount;
    private final InstantSource clock;

    /** @param amount that is held to see whether it could be taken */
    public RegisterMethods(
            RealTime time,
            Wallets wallets,
            Commits<Change> commits,
            Verifier verifier,
            Gateway gateway,
            Money amount,
            InstantSource clock) {
        this.time = time;
        this.wallets = wallets;
        this.commits = commits;
        this.once = new Once<>(commits);
        this.verifier = verifier;
        this.gateway = gateway;
        this.amount = amount;
        this.clock = clock;
    }

    /** Whoever repeats the command while the gateway is silent has it asked again, with the same key. */
    public Future<Reply<MethodView>> handle(Request<RegisterMethod> request) {
        return once.answer(
                        request,
                        Begun.class,
                        () -> wallets.load(request.body().rider()).map(wallet -> begin(wallet, request)))
                .compose(reply -> switch (reply) {
                    case Reply.Done<Begun> begun -> answered(request, begun);
                    case Reply.Refused<Begun> refused ->
                        Future.succeededFuture(
                                new Reply.Refused<>(refused.refusal(), refused.detail(), refused.retryAfterSeconds()));
                });
    }

    private Outcome<Change, Begun> begin(Wallet wallet, Request<RegisterMethod> request) {
        GatewayToken token = request.body().token();
        if (token == null) return cash(wallet, request);
        WalletDecision.Refused refused = WalletDecider.refusal(wallet, token);
        if (refused != null) return Outcome.refused(refused.refusal(), refused.detail());
        Duration leftAlone = gateway.leftAlone();
        if (!leftAlone.isZero())
            return Outcome.refused(Refusal.GATEWAY_UNAVAILABLE, "the gateway is left alone", seconds(leftAlone));
        RegisterMethod body = request.body();
        Registration registration = new Registration(body.method(), body.rider(), body.kind(), amount);
        return Outcome.changed(
                Change.of(
                        null,
                        VerificationDecider.begin(registration, token, clock.instant()),
                        wallet,
                        request.actor(),
                        request.trace()),
                new Begun(body.method(), null));
    }

    private Outcome<Change, Begun> cash(Wallet wallet, Request<RegisterMethod> request) {
        // As fine as it is stored: what is answered now and what is read later agree to the last digit.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Method method = new Method.Cash(request.body().method(), at);
        return switch (WalletDecider.register(wallet, method, at)) {
            case WalletDecision.Accepted accepted ->
                Outcome.changed(
                        Change.of(
                                new Change.OfWallet(wallet, accepted.after(), accepted.events()),
                                request.actor(),
                                request.trace()),
                        new Begun(method.id(), accepted.after().view(method)));
            case WalletDecision.Refused refused -> Outcome.refused(refused.refusal(), refused.detail());
            case WalletDecision.Unchanged unchanged -> throw new IllegalStateException("a new method changes a wallet");
        };
    }

    private Future<Reply<MethodView>> answered(Request<RegisterMethod> request, Reply.Done<Begun> begun) {
        MethodView registered = begun.value().registered();
        if (registered != null)
            return Future.succeededFuture(begun.replayed() ? Reply.replayed(registered) : Reply.done(registered));
        MethodId method = begun.value().method();
        return time.within(ANSWER_LIMIT, verifier.ask(method, request.actor(), request.trace()))
                .compose(verification -> said(request, method, verification))
                .recover(failure -> failure instanceof TimeoutException ? silence() : Future.failedFuture(failure));
    }

    private Future<Reply<MethodView>> said(Request<RegisterMethod> request, MethodId id, Verification verification) {
        return switch (verification) {
            case Verification.Asked asked -> silence();
            case Verification.Held held -> said(request, id, held.result());
            case Verification.Over over -> said(request, id, over.result());
        };
    }

    private Future<Reply<MethodView>> said(Request<RegisterMethod> request, MethodId id, Result result) {
        return switch (result) {
            case Result.Registered registered ->
                wallets.load(request.body().rider())
                        .compose(wallet -> wallet.find(id)
                                .map(method -> keep(request, id, wallet.view(method)))
                                // Repeated after it was removed again, where the answer of the first time was lost.
                                .orElseGet(() -> refused(Refusal.NOT_FOUND, "it was removed since")));
            case Result.NotRegistered no ->
                refused(Refusal.METHOD_NOT_VERIFIED, "the gateway did not let it be charged: " + no.code());
        };
    }

    /** Kept first: a repetition says the same. Where it cannot be kept, what is registered is said all the same. */
    private Future<Reply<MethodView>> keep(Request<RegisterMethod> request, MethodId id, MethodView view) {
        return commits.amend(request.id(), Wire.encodeText(new Begun(id, view)))
                .onFailure(lost -> log.info(
                        "the answer about {} is found anew when it is asked for again: {}", id, lost.getMessage()))
                .otherwiseEmpty()
                .map(kept -> Reply.done(view));
    }

    private Future<Reply<MethodView>> silence() {
        Duration leftAlone = gateway.leftAlone();
        return Future.succeededFuture(new Reply.Refused<>(
                Refusal.GATEWAY_UNAVAILABLE,
                "the gateway has not answered yet",
                leftAlone.isZero() ? AGAIN_SECONDS : seconds(leftAlone)));
    }

    private static Future<Reply<MethodView>> refused(Refusal refusal, String detail) {
        return Future.succeededFuture(Reply.refused(refusal, detail));
    }

    /** Rounded up: a little too late is not in vain. */
    private static int seconds(Duration duration) {
        return (int) Math.max(1, (duration.toMillis() + 999) / 1_000);
    }
}

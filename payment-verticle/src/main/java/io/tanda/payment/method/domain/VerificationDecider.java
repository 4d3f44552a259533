package io.tanda.payment.method.domain;

import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.method.domain.Verification.Result;
import io.tanda.payment.method.domain.VerificationDecision.Accepted;
import io.tanda.payment.method.domain.VerificationDecision.Next;
import io.tanda.payment.method.domain.VerificationDecision.Registered;
import io.tanda.payment.method.domain.VerificationDecision.Unchanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of finding out whether a method can be charged (C1, C3).
 *
 * <ol>
 *   <li>Registered is only what the gateway said yes to while the rider, or who repeats his command, waits for it.
 *   <li>What it held is let go of, whether the method was registered or not.
 *   <li>One key for each verification, and another one to let go: whatever is unknown is resolved with the same.
 * </ol>
 */
public final class VerificationDecider {
    /** For so long a command may be repeated until the gateway answers; then nobody waits any more. */
    static final Duration WAITED_FOR = Duration.ofSeconds(60);
    /** Longer than the HTTP client's limit and a commit, so that a call under way is seldom repeated. */
    static final Duration LETTING_GO = Duration.ofSeconds(5);

    private static final List<Duration> IN_VAIN = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(1));
    /** A gateway that knows nothing of a key is asked once more: the call may be on its way still. */
    private static final int LOOKS_AT_LEAST = 2;
    /** Gateways let go by themselves after a week, and have forgotten by then what they never said. */
    static final Duration LONGEST = Duration.ofDays(7);

    private VerificationDecider() {}

    public static Accepted begin(Registration registration, GatewayToken token, Instant at) {
        return new Accepted(new Verification.Asked(registration, token, 1, 0, at), null, new Next.AskIn(WAITED_FOR));
    }

    /** The gateway has answered who waits for it. @param wallet of the rider, as it is now */
    public static VerificationDecision answered(
            Verification.Asked asked, AuthorizationAnswer answer, Wallet wallet, Instant at) {
        return switch (answer) {
            case AuthorizationAnswer.Authorized yes -> register(asked, yes, wallet, at);
            case AuthorizationAnswer.Declined no -> over(asked, new Result.NotRegistered(no.code()), at);
            case AuthorizationAnswer.NeverSeen never -> new Unchanged();
            case AuthorizationAnswer.NoAnswer silence -> new Unchanged();
            case AuthorizationAnswer.NotCalled notCalled -> new Unchanged();
        };
    }

    /** It has answered, and nobody waits any more. @param age real time since it was asked */
    public static VerificationDecision answeredLate(
            Verification.Asked asked, AuthorizationAnswer answer, Duration age, Instant at) {
        Result nobodyWaits = new Result.NotRegistered(Result.NO_ANSWER);
        return switch (answer) {
            case AuthorizationAnswer.Authorized yes -> held(asked, nobodyWaits, yes.reference(), null, at);
            case AuthorizationAnswer.Declined no -> over(asked, new Result.NotRegistered(no.code()), at);
            case AuthorizationAnswer.NeverSeen never ->
                asked.tries() + 1 < LOOKS_AT_LEAST ? inVain(asked) : over(asked, nobodyWaits, at);
            case AuthorizationAnswer.NoAnswer silence -> isTooOld(age) ? over(asked, nobodyWaits, at) : inVain(asked);
            case AuthorizationAnswer.NotCalled notCalled ->
                isTooOld(age) ? over(asked, nobodyWaits, at) : inVain(asked);
        };
    }

    /** @param age real time since it is held */
    public static Accepted letGo(Verification.Held held, VoidAnswer answer, Duration age, Instant at) {
        return switch (answer) {
            case VoidAnswer.Voided done -> over(held, held.result(), at);
            // Then it holds nothing: what was asked for is so.
            case VoidAnswer.Refused refused -> over(held, held.result(), at);
            case VoidAnswer.NoAnswer silence -> isTooOld(age) ? over(held, held.result(), at) : inVain(held);
            case VoidAnswer.NotCalled notCalled -> isTooOld(age) ? over(held, held.result(), at) : inVain(held);
        };
    }

    private static boolean isTooOld(Duration age) {
        return age.compareTo(LONGEST) >= 0;
    }

    private static Accepted register(
            Verification.Asked asked, AuthorizationAnswer.Authorized yes, Wallet wallet, Instant at) {
        Registration registration = asked.registration();
        Method method =
                new Method.AtGateway(registration.method(), registration.kind(), asked.token(), yes.instrument(), at);
        return switch (WalletDecider.register(wallet, method, at)) {
            case WalletDecision.Accepted accepted ->
                held(
                        asked,
                        new Result.Registered(),
                        yes.reference(),
                        new Registered(accepted.after(), accepted.events()),
                        at);
            // The rider's other device was faster.
            case WalletDecision.Refused refused ->
                held(asked, new Result.NotRegistered(refused.refusal().wireName()), yes.reference(), null, at);
            case WalletDecision.Unchanged unchanged -> throw new IllegalStateException("a new method changes a wallet");
        };
    }

    private static Accepted held(
            Verification.Asked asked, Result result, String reference, @Nullable Registered wallet, Instant at) {
        return new Accepted(
                new Verification.Held(asked.registration(), result, reference, asked.version() + 1, 0, at),
                wallet,
                new Next.AskIn(LETTING_GO));
    }

    private static Accepted over(Verification before, Result result, Instant at) {
        return new Accepted(
                new Verification.Over(before.registration(), result, before.version() + 1, at), null, new Next.Rest());
    }

    private static Accepted inVain(Verification.Asked asked) {
        int tries = asked.tries() + 1;
        return new Accepted(
                new Verification.Asked(asked.registration(), asked.token(), asked.version() + 1, tries, asked.since()),
                null,
                pause(tries));
    }

    private static Accepted inVain(Verification.Held held) {
        int tries = held.tries() + 1;
        return new Accepted(
                new Verification.Held(
                        held.registration(),
                        held.result(),
                        held.authorization(),
                        held.version() + 1,
                        tries,
                        held.since()),
                null,
                pause(tries));
    }

    private static Next pause(int tries) {
        return new Next.AskIn(IN_VAIN.get(Math.min(tries, IN_VAIN.size()) - 1));
    }
}

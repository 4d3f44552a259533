package io.tanda.web.pages;

import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.http.SessionCookies;
import io.tanda.web.security.Caller;
import io.tanda.web.security.SignIn;
import io.tanda.web.security.Tokens.Verdict;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sessions of whom an OpenID provider has let in: its access token is the session. */
final class ProviderSessions {
    /** Browsers keep cookies of 4,096 bytes, with name and attributes (RFC 6265, 6.1). */
    private static final int MOST_CHARACTERS = 3_800;

    private static final Logger log = LoggerFactory.getLogger(ProviderSessions.class);

    private final SignIn.Provider signIn;
    private final SessionCookies cookies;
    private final SignInCookie begun;
    private final InstantSource realTime;

    ProviderSessions(SignIn.Provider signIn, SessionCookies cookies, InstantSource realTime) {
        this.signIn = signIn;
        this.cookies = cookies;
        this.begun = new SignInCookie(cookies);
        this.realTime = realTime;
    }

    /** @param at where the provider asks who it is */
    record Elsewhere(String at) {}

    /** To the provider. */
    Future<Answer> begin() {
        return signIn.provider()
                .begin()
                .<Answer>map(
                        going -> Answer.json(202, new Elsewhere(going.at())).with(begun.begin(going)))
                .otherwise(failure -> {
                    log.warn("the OpenID provider does not say where people sign in", failure);
                    return Answer.refused(Problem.of(ProblemCode.UNAVAILABLE));
                });
    }

    /** And back. @param shown how a session is answered */
    Future<Answer> finish(HttpCall call, SessionBodies.Back back, Function<Caller, Answer.Document> shown) {
        return begun.verifier(call.headers(), back.state())
                .map(verifier -> signIn.provider()
                        .token(back.code(), verifier)
                        .map(token -> session(token, shown))
                        .otherwise(ProviderSessions::failed))
                .orElseGet(() -> Asking.refused(Problem.of(
                        ProblemCode.SIGN_IN_REFUSED,
                        "This browser has not begun to sign in, or more than " + SignInCookie.LIFE.toMinutes()
                                + " minutes ago: begin again.")));
    }

    private Answer session(String token, Function<Caller, Answer.Document> shown) {
        if (token.length() > MOST_CHARACTERS)
            return refused("a token of " + token.length() + " characters, for which no cookie is large enough");
        return switch (signIn.check().apply(token)) {
            case Verdict.Denied denied -> refused("a token that this API does not take (" + denied.reason() + ")");
            case Verdict.Known known -> {
                Caller caller = known.caller();
                log.info("{} {} has signed in", caller.as().claim(), caller.id());
                Duration left = Duration.between(realTime.instant(), caller.expiresAt());
                yield shown.apply(caller)
                        .with(cookies.begin(caller.as(), token, left))
                        .with(begun.end());
            }
        };
    }

    private Answer refused(String given) {
        log.warn("the OpenID provider gives out {}", given);
        return new Answer.Refused(
                Problem.of(ProblemCode.SIGN_IN_REFUSED, "The identity provider gives out " + given + "."),
                List.of(begun.end()));
    }

    /** The code is good once: whoever comes back with it again is refused by the provider. */
    private static Answer failed(Throwable failure) {
        boolean away = failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof HttpClosedException;
        if (away) log.warn("the OpenID provider does not answer", failure);
        else log.info("the OpenID provider gives no token: {}", failure.getMessage());
        return Answer.refused(Problem.of(away ? ProblemCode.UNAVAILABLE : ProblemCode.SIGN_IN_REFUSED));
    }
}

package io.tanda.web.pages;

import static io.tanda.web.http.Operation.delete;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;

import io.tanda.contract.RiderId;
import io.tanda.contract.TokenRole;
import io.tanda.web.api.Asking;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.http.SameOrigin;
import io.tanda.web.http.SessionCookies;
import io.tanda.web.security.Caller;
import io.tanda.web.security.SignIn;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions of browsers: begun, looked at, ended. */
final class SessionApi {
    private final SignIn signIn;
    private final SessionCookies cookies;
    private final SameOrigin sameOrigin;
    private final InstantSource realTime;

    /** @param secure whether browsers reach this server over TLS only */
    SessionApi(SignIn signIn, boolean secure, InstantSource realTime) {
        this.signIn = signIn;
        this.cookies = new SessionCookies(secure);
        this.sameOrigin = new SameOrigin(secure);
        this.realTime = realTime;
    }

    /**
     * Who somebody is here.
     *
     * @param role of the token
     * @param expiresAt real time
     * @param dev whether anybody could have signed in as him
     */
    record Session(String role, UUID id, Instant expiresAt, boolean dev) {}

    List<Operation> operations() {
        return List.of(
                get("showSession", "/session").by(TokenRole.values()).answeredBy(this::show),
                post("signIn", "/session").byAnybody().takes(Body.REQUIRED).answeredBy(this::begin),
                delete("signOut", "/session").byAnybody().answeredBy(this::end));
    }

    private Future<Answer> show(HttpCall call) {
        Problem flaw = flaw(call);
        if (flaw != null) return Asking.refused(flaw);
        Caller caller = call.caller();
        return Future.succeededFuture(shown(caller.as(), caller.id(), caller.expiresAt()));
    }

    private Answer.Document shown(TokenRole role, UUID id, Instant expiresAt) {
        return Answer.json(200, new Session(role.claim(), id, expiresAt, signIn instanceof SignIn.Anybody));
    }

    private Future<Answer> begin(HttpCall call) {
        // A page of somebody else must not make a browser somebody else here.
        if (sameOrigin.isForeign(call.headers())) return Asking.refused(Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED));
        return switch (signIn) {
            case SignIn.Elsewhere elsewhere -> Asking.refused(Problem.of(ProblemCode.SIGN_IN_NOT_CONFIGURED));
            case SignIn.Anybody anybody ->
                Asking.with(SessionBodies.who(call.body()), who -> begin(anybody, who.role(), who.id()));
            case SignIn.Provider provider ->
                Asking.with(SessionBodies.who(call.body()), who -> at(provider, call, who));
        };
    }

    private Future<Answer> at(SignIn.Provider provider, HttpCall call, SessionBodies.Who who) {
        ProviderSessions sessions = new ProviderSessions(provider, cookies, realTime);
        return who.back()
                .map(back -> sessions.finish(call, back, caller -> shown(caller.as(), caller.id(), caller.expiresAt())))
                .orElseGet(sessions::begin);
    }

    private Future<Answer> begin(SignIn.Anybody anybody, TokenRole role, Optional<UUID> id) {
        UUID subject = id.orElseGet(() -> RiderId.next().value());
        // A token counts in whole seconds.
        Instant now = realTime.instant().truncatedTo(ChronoUnit.SECONDS);
        return anybody.token(role, subject, now)
                .map(token -> shown(role, subject, now.plus(SignIn.Anybody.LIFE))
                        .with(cookies.begin(role, token, SignIn.Anybody.LIFE)));
    }

    /** What is wrong with the header that names a role; absent = nothing. */
    private static @Nullable Problem flaw(HttpCall call) {
        List<String> named = call.headers().getAll(SessionCookies.WHICH);
        if (named.size() > 1) return Problem.header("Tanda-Session", "must be given once");
        if (named.isEmpty()) return null;
        for (TokenRole role : TokenRole.values()) if (role.claim().equals(named.getFirst())) return null;
        List<String> roles =
                Arrays.stream(TokenRole.values()).map(TokenRole::claim).toList();
        return Problem.header("Tanda-Session", "must be one of " + roles);
    }

    /** Of the role that is named, else of all. What is signed counts on until it expires or is revoked; this browser has it no more. */
    private Future<Answer> end(HttpCall call) {
        if (sameOrigin.isForeign(call.headers())) return Asking.refused(Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED));
        Problem flaw = flaw(call);
        if (flaw != null) return Asking.refused(flaw);
        String which = call.headers().get(SessionCookies.WHICH);
        Answer.Document ended = Answer.empty(204);
        for (TokenRole role : TokenRole.values())
            if (which == null ? cookies.has(call.headers(), role) : which.equals(role.claim()))
                ended = ended.with(cookies.end(role));
        return Future.succeededFuture(ended);
    }
}

package io.tanda.web.http;

import io.tanda.web.security.Caller;
import io.tanda.web.security.Tokens;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may call, and with what: token, role, parameters, media types, in this order.
 *
 * <p>Whoever is refused here costs no question to another context.
 */
final class Doorkeeper {
    static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("idempotency-key");

    private static final List<CharSequence> CONDITIONS = List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);
    private static final CharSequence WWW_AUTHENTICATE = HttpHeaders.createOptimized("www-authenticate");
    private static final String BEARER = "Bearer ";

    private static final Logger log = LoggerFactory.getLogger(Doorkeeper.class);

    private static final Answer.Refused TOO_MANY = Answer.refused(Problem.of(ProblemCode.TOO_MANY_REQUESTS));

    /** A browser sends its cookies along with what pages of others make it ask. */
    private static final Answer.Refused FORGED = Answer.refused(Problem.of(
            ProblemCode.ORIGIN_NOT_ALLOWED,
            "A session (cookie) changes something only where a page of this server asks: by Sec-Fetch-Site:"
                    + " same-origin, or an Origin that is this server. Others send a bearer token."));

    private final Tokens tokens;
    private final Throttle throttle;
    private final SessionCookies cookies;
    private final SameOrigin sameOrigin;

    Doorkeeper(Tokens tokens, Throttle throttle, boolean secure) {
        this.tokens = tokens;
        this.throttle = throttle;
        this.cookies = new SessionCookies(secure);
        this.sameOrigin = new SameOrigin(secure);
    }

    /** Lets in whoever may come, and remembers in the exchange who it is. @return why not, else null */
    Answer.@Nullable Refused refusal(Exchange exchange, Operation operation, RoutingContext context) {
        if (!operation.access().open()) {
            Answer.Refused unknown = identify(exchange);
            if (unknown != null) return unknown;
            Caller caller = exchange.caller;
            if (caller == null || !operation.access().allows(caller.as())) {
                log.info("denied {} to {}: not for this role", operation.id(), caller);
                return Answer.refused(Problem.of(ProblemCode.FORBIDDEN));
            }
        } else if (!operation.reads() && !throttle.letsStranger(from(exchange))) {
            return TOO_MANY;
        }
        Problem flaw = flawOf(exchange, operation, context);
        return flaw == null ? null : Answer.refused(flaw);
    }

    /** A bearer token counts before a session: whoever sends one means it. */
    private Answer.@Nullable Refused identify(Exchange exchange) {
        MultiMap headers = exchange.request.headers();
        String authorization = headers.get(HttpHeaders.AUTHORIZATION);
        if (authorization != null)
            return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                    ? check(exchange, authorization.substring(BEARER.length()).strip())
                    : denied(exchange, "the authorization is no bearer token");
        return switch (cookies.find(headers)) {
            case SessionCookies.Found.None none -> denied(exchange, "");
            case SessionCookies.Found.Several several ->
                denied(exchange, "there are several sessions, and the header Tanda-Session names none of them");
            case SessionCookies.Found.One one ->
                changes(exchange) && !sameOrigin.isProven(headers) ? forged(exchange) : check(exchange, one.token());
        };
    }

    private static boolean changes(Exchange exchange) {
        HttpMethod method = exchange.request.method();
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD);
    }

    private static Answer.Refused forged(Exchange exchange) {
        log.info("denied {} to a page of another origin, from {}", exchange.operationId(), from(exchange));
        return FORGED;
    }

    /** Whoever asks too often is turned away before a signature is checked, which costs more than all the rest of a refusal. */
    private Answer.@Nullable Refused check(Exchange exchange, String token) {
        String address = from(exchange);
        if (!tokens.remembers(token) && !throttle.letsUnknown(address)) return TOO_MANY;
        return switch (tokens.check(token)) {
            case Tokens.Verdict.Denied denied -> {
                throttle.denied(address);
                yield denied(exchange, denied.reason());
            }
            case Tokens.Verdict.Known known -> {
                exchange.caller = known.caller();
                yield throttle.lets(known.caller()) ? null : TOO_MANY;
            }
        };
    }

    /** @param reason empty where no token came at all: then RFC 6750 names no error */
    private static Answer.Refused denied(Exchange exchange, String reason) {
        if (!reason.isEmpty())
            log.info("denied {} to a caller from {}: {}", exchange.operationId(), from(exchange), reason);
        String challenge = reason.isEmpty()
                ? "Bearer realm=\"tanda\""
                : "Bearer realm=\"tanda\", error=\"invalid_token\", error_description=\"" + reason + "\"";
        Problem problem = reason.isEmpty()
                ? Problem.of(ProblemCode.UNAUTHENTICATED)
                : Problem.of(ProblemCode.UNAUTHENTICATED, "The request was refused: " + reason + ".");
        return new Answer.Refused(problem, List.of(new Answer.Header(WWW_AUTHENTICATE, challenge)));
    }

    private static @Nullable Problem flawOf(Exchange exchange, Operation operation, RoutingContext context) {
        HttpServerRequest request = exchange.request;
        try {
            exchange.query = Query.of(request);
        } catch (IllegalArgumentException e) {
            return Problem.of(ProblemCode.INVALID_PARAMETER, "A % in the query must be followed by two hex digits.");
        }
        Problem unknown = Query.unknown(exchange.query, operation);
        if (unknown != null) return unknown;
        for (CharSequence name : CONDITIONS) {
            List<String> lines = request.headers().getAll(name);
            if (!lines.isEmpty() && !ETags.areWellFormed(lines)) return Problem.header(name.toString(), ETags.EXPECTED);
        }
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept != null && !MediaTypes.isReadable(accept)) return Problem.header("Accept", MediaTypes.EXPECTED);
        if (!operation.access().open()
                && !MediaTypes.accepts(context, operation.streams() ? MediaTypes.EVENTS : MediaTypes.JSON))
            return Problem.of(ProblemCode.NOT_ACCEPTABLE);
        if (!operation.method().equals(HttpMethod.POST)) return null;
        String key = request.getHeader(IDEMPOTENCY_KEY);
        return key == null || IdempotencyKey.isValid(key)
                ? null
                : Problem.header("Idempotency-Key", IdempotencyKey.EXPECTED);
    }

    private static String from(Exchange exchange) {
        var address = exchange.request.remoteAddress();
        return address == null ? "somewhere" : address.hostAddress();
    }
}

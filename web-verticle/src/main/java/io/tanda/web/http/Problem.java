package io.tanda.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Reply;
import io.tanda.platform.ops.FailureClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not carried out, as it becomes an RFC 9457 document.
 *
 * @param detail for a person; never a secret, never an internal, never what the client sent as a text
 * @param errors what does not fit, where that can be named
 * @param retryAfterSeconds said only where the code may be repeated
 */
public record Problem(ProblemCode code, String detail, List<Flaw> errors, int retryAfterSeconds) {
    /** After an outage or overload, clients come back after this long; they add their own jitter. */
    private static final int RETRY_AFTER_SECONDS = 1;

    /** More flaws than a person mends at once are not listed. */
    static final int MAX_ERRORS = 20;

    /**
     * One thing that does not fit.
     *
     * @param pointer into the body, as a JSON pointer in a URI fragment (RFC 6901): {@code #/pickup/lat}
     * @param parameter a query parameter instead
     * @param header a request header instead
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Flaw(
            @Nullable String pointer,
            @Nullable String parameter,
            @Nullable String header,
            String detail) {}

    public Problem {
        if (errors.size() > MAX_ERRORS) errors = errors.subList(0, MAX_ERRORS);
    }

    public Problem(ProblemCode code, String detail, List<Flaw> errors) {
        this(code, detail, errors, RETRY_AFTER_SECONDS);
    }

    public static Problem of(ProblemCode code) {
        return new Problem(code, code.remedy(), List.of());
    }

    public static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of());
    }

    public static Problem of(Reply.Refused<?> refused) {
        Integer later = refused.retryAfterSeconds();
        return new Problem(
                ProblemCode.of(refused.refusal()),
                refused.detail(),
                List.of(),
                later == null ? RETRY_AFTER_SECONDS : later);
    }

    /** Without the failure's own message: that is for the log. */
    public static Problem of(FailureClass failure) {
        return of(ProblemCode.of(failure));
    }

    public static Problem parameter(String name, String detail) {
        return new Problem(
                ProblemCode.INVALID_PARAMETER,
                "The parameter " + name + " " + detail + ".",
                List.of(new Flaw(null, name, null, detail)));
    }

    public static Problem header(String name, String detail) {
        return new Problem(
                ProblemCode.INVALID_PARAMETER,
                "The header " + name + " " + detail + ".",
                List.of(new Flaw(null, null, name, detail)));
    }

    /** @param instance the path that was asked */
    byte[] document(String instance, String traceId) {
        return Wire.encode(new Document(
                "/problems/" + code.wireName(),
                code.title(),
                code.status(),
                detail,
                instance,
                code.wireName(),
                traceId,
                errors));
    }

    /** The RFC's members, and {@code code}, {@code traceId} and {@code errors} of our own. */
    record Document(
            String type,
            String title,
            int status,
            String detail,
            String instance,
            String code,
            String traceId,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Flaw> errors) {}
}

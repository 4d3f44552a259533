package io.tanda.web.http;

import io.tanda.contract.TokenRole;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.function.Function;

/**
 * One operation of the API: who may call it, what body it takes, which query parameters, and what answers it. What no context lists
 * does not exist, and an operation lets nobody in whom it does not name. A test holds every operation equal to the contract.
 *
 * @param id the contract's operationId
 * @param path as the contract writes it, with at most one {@code {parameter}}
 * @param streams answered with a stream of events instead of a document
 * @param answering a future that fails is an outage or a bug, never a refusal
 */
public record Operation(
        String id,
        HttpMethod method,
        String path,
        Access access,
        Body body,
        Set<String> queryParameters,
        boolean streams,
        Function<HttpCall, Future<Answer>> answering) {

    /** Changes nothing. */
    public boolean reads() {
        return method.equals(HttpMethod.GET);
    }

    /** HEAD is GET without the answer's content (RFC 9110, 9.3.2). */
    public Set<HttpMethod> methods() {
        return reads() ? Set.of(HttpMethod.GET, HttpMethod.HEAD) : Set.of(method);
    }

    /** What an operation takes as its body, and how much of it. */
    public enum Body {
        NONE(Body.SMALL_BYTES),
        OPTIONAL(Body.SMALL_BYTES),
        REQUIRED(Body.SMALL_BYTES),
        /** A round of many taxis: {@link io.tanda.contract.dispatch.Positions#MAX_FIXES} fixes of about 120 bytes, and some air. */
        BATCH(Body.BATCH_BYTES);

        public static final int SMALL_BYTES = 64 * 1024;
        public static final int BATCH_BYTES = 256 * 1024;

        private final int maxBytes;

        Body(int maxBytes) {
            this.maxBytes = maxBytes;
        }

        public int maxBytes() {
            return maxBytes;
        }

        public boolean required() {
            return this == REQUIRED || this == BATCH;
        }
    }

    /** @param open for everybody, also without a token @param roles who may call it otherwise; nobody else */
    public record Access(boolean open, Set<TokenRole> roles) {
        public boolean allows(TokenRole role) {
            return open || roles.contains(role);
        }
    }

    public static Draft get(String id, String path) {
        return new Draft(id, HttpMethod.GET, path);
    }

    public static Draft post(String id, String path) {
        return new Draft(id, HttpMethod.POST, path);
    }

    public static Draft put(String id, String path) {
        return new Draft(id, HttpMethod.PUT, path);
    }

    public static Draft delete(String id, String path) {
        return new Draft(id, HttpMethod.DELETE, path);
    }

    /** An operation while it is being written down: without a body, and for nobody until somebody is named. */
    public static final class Draft {
        private final String id;
        private final HttpMethod method;
        private final String path;
        private Access access = new Access(false, Set.of());
        private Body body = Body.NONE;
        private Set<String> queryParameters = Set.of();
        private boolean streams;

        private Draft(String id, HttpMethod method, String path) {
            this.id = id;
            this.method = method;
            this.path = path;
        }

        public Draft by(TokenRole... roles) {
            access = new Access(false, Set.of(roles));
            return this;
        }

        public Draft byAnybody() {
            access = new Access(true, Set.of());
            return this;
        }

        public Draft takes(Body taken) {
            body = taken;
            return this;
        }

        public Draft query(String... names) {
            queryParameters = Set.of(names);
            return this;
        }

        public Draft streaming() {
            streams = true;
            return this;
        }

        public Operation answeredBy(Function<HttpCall, Future<Answer>> answering) {
            return new Operation(id, method, path, access, body, queryParameters, streams, answering);
        }
    }
}

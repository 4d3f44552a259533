package io.tanda.web.http;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Request;
import io.tanda.web.json.Fields;
import io.tanda.web.security.Caller;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request that has been let in: the caller's role is allowed, the body is there and small enough.
 *
 * @param operation the contract's operationId
 * @param parameter the path's one parameter; empty where it has none
 * @param path as it was asked, without the query
 * @param command the same for the same Idempotency-Key
 * @param fingerprint of the body, where there is a key to protect
 * @param at domain time
 */
public record HttpCall(
        String operation,
        @Nullable Caller knownCaller,
        String parameter,
        String path,
        MultiMap query,
        MultiMap headers,
        Buffer body,
        CommandId command,
        @Nullable String fingerprint,
        String traceparent,
        Instant at) {

    /** Who calls; operations that are open to everybody have nobody to ask for. */
    public Caller caller() {
        if (knownCaller == null) throw new IllegalStateException(operation + " is open and knows no caller");
        return knownCaller;
    }

    /** The path's id; null when it is none, and then there is no such thing. */
    public @Nullable UUID id() {
        return Fields.parseUuid(parameter);
    }

    public <C> Request<C> request(C body) {
        Actor actor = knownCaller == null ? new Actor(Role.SYSTEM, Actor.SYSTEM.id()) : knownCaller.actor();
        return new Request<>(command, actor, at, fingerprint, traceparent, body);
    }
}

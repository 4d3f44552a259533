package io.tanda.platform.bus;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The event bus with types. One for the whole process; safe for use from any context, and answers on the asker's.
 *
 * <p>A question goes to this process when somebody here serves its address, else over the cluster. In this process the request is
 * handed over as it is (requests are immutable); over the cluster as the contract's JSON.
 */
public final class Bus {
    /** Tries of one question, each with the address's own limit; the same command id every time. */
    public static final int TRIES = 6;
    /** Requests of one address being handled in this process; one more is refused as overloaded. */
    public static final int MAX_IN_FLIGHT_PER_ADDRESS = 4_096;

    public Bus(Vertx vertx) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Fails with {@link AskFailed} only. */
    public <C, R> Future<Reply<R>> ask(Address<C, R> address, Request<C> request) {
        throw new UnsupportedOperationException("to be written");
    }

    /**
     * Serves an address on the calling verticle's context. A handler whose future fails makes the asker's fail with
     * {@link AskFailed.Kind#FAILED}, or {@link AskFailed.Kind#OVERLOADED} where its failure is classed so; it is logged here, once.
     */
    public <C, R> Future<Registration> serve(Address<C, R> address, Function<Request<C>, Future<Reply<R>>> handler) {
        throw new UnsupportedOperationException("to be written");
    }

    /** Tells every web process to look again; may be lost. Nudges of one turn of the event loop travel together. */
    public void nudge(Nudge nudge) {
        throw new UnsupportedOperationException("to be written");
    }

    public Future<Registration> onNudge(Consumer<Nudge> listener) {
        throw new UnsupportedOperationException("to be written");
    }
}

package io.tanda.notify.delivery;

import io.vertx.core.Future;

/** Port: one way out of the house. */
public interface Channel {
    /** As a contact's row names it. */
    String name();

    /**
     * Whether what lies behind it takes a message once for each key, so that one may be sent again of which nobody knows whether it was
     * taken. Where not, such a one is not sent again: rather not at all than twice.
     */
    boolean knowsKeys();

    /** Within ten seconds; a failure counts as {@link Handed#NO_ANSWER}. Repeats nothing by itself. */
    Future<Handed> hand(Message message);

    Future<Void> close();
}

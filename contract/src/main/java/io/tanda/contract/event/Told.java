package io.tanda.contract.event;

import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that says itself who is told of it. Notify follows the topics of such events in one way, and a new context needs no line of its code:
 * the words are found by the event's type and the receiver's role, {@code driver.message.message-sent.v1}. Where there are none for a role, what he reads
 * is the type.
 */
public interface Told extends Event {
    /**
     * Somebody who is told.
     *
     * @param as what tells him from others who are told of the same, behind the event's type; absent: nothing
     * @param out by the channels that he wants too, and not in his inbox alone
     */
    record Receiver(Actor who, @Nullable String as, boolean out) {}

    /** Riders and drivers; others are left out, for they have no inbox. */
    List<Receiver> told();

    /** Absent: it is about none. */
    @Nullable
    RideId aboutRide();
}

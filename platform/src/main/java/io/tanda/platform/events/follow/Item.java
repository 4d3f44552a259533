package io.tanda.platform.events.follow;

import io.tanda.platform.events.CloudEvent;
import io.tanda.platform.events.follow.PollingThread.Polled;
import org.jspecify.annotations.Nullable;

/** One version of an aggregate on its way. @param polled null: read from the journal */
record Item(CloudEvent.About event, @Nullable Polled polled) {
    int version() {
        return event.version();
    }

    /** @return false when its partition is another's by now */
    boolean begin() {
        return polled == null || polled.progress().begin();
    }

    void end() {
        if (polled != null) polled.progress().end();
    }

    boolean isAnothers() {
        return polled != null && polled.progress().isRevoked();
    }

    /** Its offset may be passed. */
    void finish() {
        if (polled != null) polled.finish();
    }

    /** Another's by now, and not done: its offset must stay where it is. */
    void abandon() {
        if (polled != null) polled.progress().abandoned();
    }
}

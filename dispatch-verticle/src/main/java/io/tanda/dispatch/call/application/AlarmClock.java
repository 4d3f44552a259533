package io.tanda.dispatch.call.application;

import java.time.Instant;
import java.time.InstantSource;

/** The domain's time, and a call when it has come. */
public interface AlarmClock extends InstantSource {
    /** Forgotten when the process ends: what must not be stores a deadline too. */
    Alarm at(Instant due, Runnable work);

    /** One that is set. */
    interface Alarm {
        /** Nothing when it has rung. */
        void cancel();
    }
}

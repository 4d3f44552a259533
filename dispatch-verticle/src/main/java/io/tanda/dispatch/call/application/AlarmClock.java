package io.tanda.dispatch.call.application;

import java.time.Instant;
import java.time.InstantSource;

/** The domain's time, and a call when it has come. */
public interface AlarmClock extends InstantSource {
    /** Forgotten when the process ends: what must not be stores a deadline too. */
    void at(Instant due, Runnable work);
}

package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When this process looks at its open calls again: one alarm for each call, however often somebody looks meanwhile. From any thread. */
final class Wakes {
    private record Wake(Instant due, AlarmClock.Alarm alarm) {}

    private final AlarmClock clock;
    private final Map<RideId, Wake> set = new HashMap<>();
    private boolean stopped;

    Wakes(AlarmClock clock) {
        this.clock = clock;
    }

    /** Instead of the time that was set before. */
    synchronized void at(RideId ride, Instant due, Runnable work) {
        Wake before = set.get(ride);
        if (stopped || (before != null && before.due().equals(due))) return;
        cancel(before);
        set.put(ride, new Wake(due, clock.at(due, () -> ring(ride, due, work))));
    }

    private void ring(RideId ride, Instant due, Runnable work) {
        synchronized (this) {
            Wake rung = set.get(ride);
            if (rung == null || !rung.due().equals(due)) return;
            set.remove(ride);
        }
        work.run();
    }

    synchronized void forget(RideId ride) {
        cancel(set.remove(ride));
    }

    synchronized void stop() {
        stopped = true;
        set.values().forEach(Wakes::cancel);
        set.clear();
    }

    private static void cancel(@Nullable Wake wake) {
        if (wake != null) wake.alarm().cancel();
    }
}

package io.tanda.dispatch.call.application;

import io.tanda.dispatch.call.domain.Calls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time passes by being told. */
final class TestClock implements AlarmClock {
    private record Set(Instant due, Runnable work) {}

    private Instant now = Calls.NOON;
    private final List<Set> alarms = new ArrayList<>();

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public Alarm at(Instant due, Runnable work) {
        Set set = new Set(due, work);
        alarms.add(set);
        return () -> alarms.remove(set);
    }

    /** Those that are set. */
    int alarms() {
        return alarms.size();
    }

    /** It becomes so late, and all that was due by then is done at its time. @param seconds after noon */
    void becomes(long seconds) {
        Instant until = Calls.at(seconds);
        for (Set next = next(until); next != null; next = next(until)) {
            alarms.remove(next);
            if (next.due().isAfter(now)) now = next.due();
            next.work().run();
        }
        now = until;
    }

    /** It becomes so late, and alarms ring only when somebody lets them. */
    void becomesInSilence(long seconds) {
        now = Calls.at(seconds);
    }

    private Set next(Instant until) {
        return alarms.stream()
                .filter(alarm -> !alarm.due().isAfter(until))
                .min(Comparator.comparing(Set::due))
                .orElse(null);
    }
}

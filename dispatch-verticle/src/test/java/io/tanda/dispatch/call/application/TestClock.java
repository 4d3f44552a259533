package io.tanda.dispatch.call.application;

import io.tanda.dispatch.call.domain.Calls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time passes by being told. */
final class TestClock implements AlarmClock {
    private record Alarm(Instant due, Runnable work) {}

    private Instant now = Calls.NOON;
    private final List<Alarm> alarms = new ArrayList<>();

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void at(Instant due, Runnable work) {
        alarms.add(new Alarm(due, work));
    }

    /** It becomes so late, and all that was due by then is done at its time. @param seconds after noon */
    void becomes(long seconds) {
        Instant until = Calls.at(seconds);
        for (Alarm next = next(until); next != null; next = next(until)) {
            alarms.remove(next);
            if (next.due().isAfter(now)) now = next.due();
            next.work().run();
        }
        now = until;
    }

    private Alarm next(Instant until) {
        return alarms.stream()
                .filter(alarm -> !alarm.due().isAfter(until))
                .min(Comparator.comparing(Alarm::due))
                .orElse(null);
    }
}

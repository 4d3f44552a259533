package io.tanda.notify.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How soon a channel has what its receivers are to be told, and what became of it. */
final class DeliveryMeters {
    private final Timer taken;
    private final Map<Tries.Outcome, Counter> outcomes = new EnumMap<>(Tries.Outcome.class);
    private final Map<Handed, Counter> again = new EnumMap<>(Handed.class);
    private volatile long waiting;
    private volatile double oldestSeconds;

    DeliveryMeters(MeterRegistry meters, String channel) {
        taken = Timer.builder("tanda.notify.handed")
                .description("From what happened until the channel has the notice of it, in real time")
                .tag("channel", channel)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(100))
                .maximumExpectedValue(Duration.ofMinutes(2))
                .register(meters);
        for (Tries.Outcome outcome : Tries.Outcome.values())
            outcomes.put(outcome, counter(meters, "tanda.notify.deliveries", channel, "outcome", outcome));
        for (Handed handed : new Handed[] {Handed.NOT_NOW, Handed.NO_ANSWER})
            again.put(handed, counter(meters, "tanda.notify.retries", channel, "answer", handed));
        Gauge.builder("tanda.notify.waiting", this, read -> read.waiting)
                .description("Notices that a channel does not have yet")
                .tag("channel", channel)
                .register(meters);
        Gauge.builder("tanda.notify.oldest.seconds", this, read -> read.oldestSeconds)
                .description("For how long the oldest of them waits")
                .tag("channel", channel)
                .register(meters);
    }

    private static Counter counter(MeterRegistry meters, String name, String channel, String tag, Enum<?> value) {
        return Counter.builder(name)
                .tag("channel", channel)
                .tag(tag, value.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    void taken(Duration sinceItHappened) {
        taken.record(sinceItHappened.isNegative() ? Duration.ZERO : sinceItHappened);
    }

    void over(Tries.Outcome outcome) {
        Counter counter = outcomes.get(outcome);
        if (counter != null) counter.increment();
    }

    void again(Handed handed) {
        Counter counter = again.get(handed);
        if (counter != null) counter.increment();
    }

    void waiting(long notices, Duration oldest) {
        waiting = notices;
        oldestSeconds = oldest.toMillis() / 1e3;
    }
}

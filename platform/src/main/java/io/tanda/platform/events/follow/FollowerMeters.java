package io.tanda.platform.events.follow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What a consumer tells of itself, by consumer. */
final class FollowerMeters {
    final Counter handled;
    final Counter skipped;
    final Counter dropped;
    final Counter early;
    final Counter mended;
    final Counter retries;
    final Counter waits;
    final Counter poisoned;
    private final Timer delay;
    private volatile int parked;

    FollowerMeters(MeterRegistry registry, String consumer, PollingThread polling) {
        handled = Counter.builder("tanda.consumer.handled")
                .description("events whose effects were committed")
                .tag("consumer", consumer)
                .register(registry);
        skipped = Counter.builder("tanda.consumer.skipped")
                .description("events that mean nothing here")
                .tag("consumer", consumer)
                .register(registry);
        dropped = Counter.builder("tanda.consumer.dropped")
                .description("events that were seen before")
                .tag("consumer", consumer)
                .register(registry);
        early = Counter.builder("tanda.consumer.early")
                .description("events that came before the one before them")
                .tag("consumer", consumer)
                .register(registry);
        mended = Counter.builder("tanda.consumer.mended")
                .description("gaps filled from the owner's journal")
                .tag("consumer", consumer)
                .register(registry);
        retries = Counter.builder("tanda.consumer.retries")
                .description("tries that failed and are made again")
                .tag("consumer", consumer)
                .register(registry);
        waits = Counter.builder("tanda.consumer.waits")
                .description("times that the database could not say how far an aggregate was followed")
                .tag("consumer", consumer)
                .register(registry);
        poisoned = Counter.builder("tanda.consumer.poisoned")
                .description("events that could not be handled: their aggregate was parked")
                .tag("consumer", consumer)
                .register(registry);
        delay = Timer.builder("tanda.consumer.delay")
                .description("from Kafka's time of an event to its effects being committed")
                .tag("consumer", consumer)
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
        Gauge.builder("tanda.consumer.parked", this, FollowerMeters::parked)
                .description("aggregates that are not followed until they are mended: an operator's work")
                .tag("consumer", consumer)
                .register(registry);
        Gauge.builder("tanda.consumer.in.hand", polling, PollingThread::inHand)
                .description("events read and not finished")
                .tag("consumer", consumer)
                .register(registry);
        Gauge.builder("tanda.consumer.lag", polling, PollingThread::lag)
                .description("events of the partitions that are assigned here, not read yet or not finished")
                .tag("consumer", consumer)
                .register(registry);
        FunctionCounter.builder("tanda.consumer.polls", polling, PollingThread::polls)
                .description("polls of Kafka: where it stands still, the thread is dead")
                .tag("consumer", consumer)
                .register(registry);
    }

    /** @param takenMillis Kafka's time of the event */
    void delayed(long takenMillis) {
        delay.record(Duration.ofMillis(Math.max(0, System.currentTimeMillis() - takenMillis)));
    }

    void parked(int aggregates) {
        parked = aggregates;
    }

    int parked() {
        return parked;
    }
}

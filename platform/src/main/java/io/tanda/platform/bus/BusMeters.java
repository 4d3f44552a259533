package io.tanda.platform.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What an operator sees of the bus: {@code tanda_bus_asks_seconds}, by address and by what came of the question. */
final class BusMeters {
    private record Key(String address, String outcome) {}

    private final MeterRegistry registry;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    BusMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param reply absent where it failed, with {@link AskFailed} and nothing else */
    void asked(Address<?, ?> address, @Nullable Reply<?> reply, @Nullable Throwable failure, long nanos) {
        timers.computeIfAbsent(new Key(address.name(), outcome(reply, failure)), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private static String outcome(@Nullable Reply<?> reply, @Nullable Throwable failure) {
        if (failure instanceof AskFailed failed) return failed.kind().name().toLowerCase(Locale.ROOT);
        return reply instanceof Reply.Done<?> ? "done" : "refused";
    }

    private Timer timer(Key key) {
        return Timer.builder("tanda.bus.asks")
                .description("from a question to its answer, with all tries")
                .tag("address", key.address())
                .tag("outcome", key.outcome())
                .register(registry);
    }
}

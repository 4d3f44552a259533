package io.tanda.dispatch.call.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanda.contract.dispatch.Offer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What an operator sees of dispatch. No ids as labels. */
public final class DispatchMeters {
    private final Counter opened;
    private final Counter exhausted;
    private final Counter withdrawn;
    private final Counter offered;
    private final Counter overdue;
    private final Counter droppedFixes;
    private final Counter roundsFailed;
    private final Timer toAccept;
    private final Map<Offer.Status, Counter> closed = new EnumMap<>(Offer.Status.class);
    private final AtomicLong openCalls = new AtomicLong();

    public DispatchMeters(MeterRegistry registry) {
        opened = registry.counter("tanda_dispatch_calls", "result", "opened");
        exhausted = registry.counter("tanda_dispatch_calls", "result", "exhausted");
        withdrawn = registry.counter("tanda_dispatch_calls", "result", "withdrawn");
        offered = registry.counter("tanda_dispatch_offers", "result", Offer.Status.SENT.wireName());
        overdue = registry.counter("tanda_dispatch_rides_overdue");
        droppedFixes = registry.counter("tanda_dispatch_positions_dropped");
        roundsFailed = registry.counter("tanda_dispatch_rounds_failed");
        for (Offer.Status status : Offer.Status.values())
            if (status != Offer.Status.SENT)
                closed.put(status, registry.counter("tanda_dispatch_offers", "result", status.wireName()));
        toAccept = Timer.builder("tanda_dispatch_call_to_accept")
                .description("domain time from the call's opening to its acceptance")
                .publishPercentiles(0.5, 0.95)
                .register(registry);
        Gauge.builder("tanda_dispatch_open_calls", openCalls, AtomicLong::get).register(registry);
    }

    /** Taxis in the index of positions. */
    public static void index(MeterRegistry registry, Supplier<Number> size) {
        Gauge.builder("tanda_dispatch_index_taxis", size).register(registry);
    }

    public void openCalls(long count) {
        openCalls.set(count);
    }

    public void droppedFixes(int count) {
        droppedFixes.increment(count);
    }

    void roundFailed() {
        roundsFailed.increment();
    }

    void opened() {
        opened.increment();
    }

    void exhausted() {
        exhausted.increment();
    }

    void withdrawn(int offers) {
        withdrawn.increment();
        closed(Offer.Status.WITHDRAWN, offers);
    }

    void offered(int count) {
        offered.increment(count);
    }

    void closed(Offer.Status status, int count) {
        Counter counter = closed.get(status);
        if (counter != null) counter.increment(count);
    }

    void dispatched(Duration sinceOpened, int superseded) {
        toAccept.record(sinceOpened.isNegative() ? Duration.ZERO : sinceOpened);
        closed(Offer.Status.ACCEPTED, 1);
        closed(Offer.Status.SUPERSEDED, superseded);
    }

    void overdue() {
        overdue.increment();
    }
}

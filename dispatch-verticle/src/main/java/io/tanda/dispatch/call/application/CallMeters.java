package io.tanda.dispatch.call.application;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tanda.contract.dispatch.Offer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What an operator sees of calls, without ids as labels: {@code tanda_dispatch_calls_total} and {@code tanda_dispatch_offers_total} by
 * result, {@code tanda_dispatch_rides_overdue_total, tanda_dispatch_rounds_failed_total, tanda_dispatch_call_to_accept_seconds,
 * tanda_dispatch_open_calls}.
 */
public final class CallMeters {
    private final Counter opened;
    private final Counter exhausted;
    private final Counter withdrawn;
    private final Counter overdue;
    private final Counter roundsFailed;
    private final Timer toAccept;
    private final Map<Offer.Status, Counter> offers = new EnumMap<>(Offer.Status.class);
    private final AtomicLong openCalls = new AtomicLong();

    public CallMeters(MeterRegistry registry) {
        opened = calls(registry, "opened");
        exhausted = calls(registry, "exhausted");
        withdrawn = calls(registry, "withdrawn");
        overdue = Counter.builder("tanda.dispatch.rides.overdue")
                .description("looks at a ride that stays where it is, or whose taxi is not heard of")
                .register(registry);
        roundsFailed = Counter.builder("tanda.dispatch.rounds.failed")
                .description("rounds of offers that failed; the stored deadline holds them later")
                .register(registry);
        for (Offer.Status status : Offer.Status.values())
            offers.put(
                    status,
                    Counter.builder("tanda.dispatch.offers")
                            .tag("result", status.wireName())
                            .description("offers by what became of them")
                            .register(registry));
        toAccept = Timer.builder("tanda.dispatch.call.to.accept")
                .description("domain time from the call's opening to its acceptance")
                .publishPercentiles(0.5, 0.95)
                .register(registry);
        Gauge.builder("tanda.dispatch.open.calls", openCalls, AtomicLong::get)
                .description("calls that nobody has yet")
                .register(registry);
    }

    private static Counter calls(MeterRegistry registry, String result) {
        return Counter.builder("tanda.dispatch.calls")
                .tag("result", result)
                .description("calls by what became of them")
                .register(registry);
    }

    public void openCalls(long count) {
        openCalls.set(count);
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

    void withdrawn() {
        withdrawn.increment();
    }

    void offers(Offer.Status status, int count) {
        Objects.requireNonNull(offers.get(status)).increment(count);
    }

    void dispatched(Duration sinceOpened) {
        toAccept.record(sinceOpened.isNegative() ? Duration.ZERO : sinceOpened);
    }

    void overdue() {
        overdue.increment();
    }
}

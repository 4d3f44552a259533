package io.tanda.dispatch.call.outbound;

import io.tanda.dispatch.call.application.AlarmClock;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;

/** Timers of this process, by the domain's clock. */
public final class VertxAlarmClock implements AlarmClock {
    private final Vertx vertx;
    private final DomainClock clock;

    public VertxAlarmClock(Vertx vertx, DomainClock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public Alarm at(Instant due, Runnable work) {
        Duration real = clock.toReal(Duration.between(instant(), due));
        // A timer counts whole milliseconds and must not be early.
        long timer = vertx.setTimer(Math.max(1, real.toMillis() + 1), elapsed -> work.run());
        return () -> vertx.cancelTimer(timer);
    }
}

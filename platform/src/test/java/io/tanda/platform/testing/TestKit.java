package io.tanda.platform.testing;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Vertx;
import java.util.Map;

/** What a verticle gets from the launcher, for a test: real time, its own meters, no settings. */
public final class TestKit {
    private TestKit() {}

    /** Once for each Vert.x: the bus is one for the whole process. */
    public static Kit of(Vertx vertx) {
        return of(vertx, new Bus(vertx));
    }

    /** Another verticle's or process's kit on the same bus. */
    public static Kit of(Vertx vertx, Bus bus) {
        return new Kit(bus, DomainClock.real(), Settings.of(Map.of()), new SimpleMeterRegistry(), new Health(vertx));
    }
}

package io.tanda.platform;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.time.DomainClock;
import io.tanda.platform.trace.Traces;

/** What the launcher hands to each verticle: one of each for the whole process. */
public record Kit(Bus bus, DomainClock clock, Settings settings, MeterRegistry meters, Health health, Traces traces) {

    /** Without traces. */
    public Kit(Bus bus, DomainClock clock, Settings settings, MeterRegistry meters, Health health) {
        this(bus, clock, settings, meters, health, Traces.OFF);
    }
}

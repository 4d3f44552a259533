package io.tanda.launcher;

import io.tanda.platform.bus.AskLimits;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.time.DomainClock;
import java.nio.file.Path;

/**
 * What a process itself is configured with, beside what its verticles read.
 *
 * @param drainMillis how long requests are still taken after the process says it is not ready: as long as a load balancer needs to look
 *     away
 * @param clockFile with the domain clock's anchor; blank = real time
 */
public record NodeConfig(
        Topology topology,
        Cluster cluster,
        KafkaConfig kafka,
        AskLimits asks,
        Tracing tracing,
        String managementHost,
        int managementPort,
        int drainMillis,
        String clockFile) {

    /** Reads all; every problem is collected in the settings. */
    public static NodeConfig of(Settings settings) {
        Topology topology = Topology.of(settings);
        String clockFile = settings.text("clock.file", "", "a file with the domain clock's anchor");
        if (!clockFile.isBlank() && topology.production())
            settings.problem("clock.file (TANDA_CLOCK_FILE) scales time, which is for profile dev only");
        return new NodeConfig(
                topology,
                Cluster.of(settings, topology.production()),
                KafkaConfig.of(settings),
                AskLimits.of(settings),
                Tracing.of(settings),
                settings.text("management.host", "127.0.0.1", "an address of this machine"),
                settings.number("management.port", 9090, 0, 65_535),
                settings.number("shutdown.drain.millis", 0, 0, 60_000),
                clockFile);
    }

    DomainClock clock() {
        return clockFile.isBlank() ? DomainClock.real() : DomainClock.load(Path.of(clockFile));
    }
}

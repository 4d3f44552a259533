package io.tanda.contract.dispatch;

import io.tanda.contract.DriverId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where taxis are. Positions never touch MySQL on their way into matching. */
public final class Positions {
    /** Fixes in one report: one driver's track of minutes, or a fleet uplink's round. */
    public static final int MAX_FIXES = 1_000;
    /** The topic all dispatch processes read whole; short retention. */
    public static final String TOPIC = "tanda.dispatch.positions.v1";

    private Positions() {}

    /** @param at when it was measured, domain time; absent = now */
    public record Fix(
            DriverId driver,
            double lat,
            double lng,
            @Nullable Instant at) {}

    public record Report(List<Fix> fixes) {}

    /** @param taken how many were passed on: older than 120 s is too late to help */
    public record Taken(int taken) {}
}

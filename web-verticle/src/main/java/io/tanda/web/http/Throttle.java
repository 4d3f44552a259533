package io.tanda.web.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.Role;
import io.tanda.web.security.Caller;
import java.util.UUID;

/** Turns away who asks too often, while that is cheap. Lives on one event loop. */
final class Throttle {
    private final Rate<UUID> callers;
    private final Rate<UUID> operators;
    private final Rate<String> deniedOfAddress;
    /** One key: all of them. */
    private final Rate<Boolean> denied;

    private final Counter turnedAwayCallers;
    private final Counter turnedAwayTokens;

    Throttle(RateLimits limits, MeterRegistry meters) {
        callers = new Rate<>(limits.caller());
        operators = new Rate<>(limits.operator());
        deniedOfAddress = new Rate<>(limits.deniedOfAddress());
        denied = new Rate<>(limits.denied());
        turnedAwayCallers = counter(meters, "caller");
        turnedAwayTokens = counter(meters, "denied");
    }

    private static Counter counter(MeterRegistry meters, String limit) {
        return Counter.builder("tanda.http.limited")
                .description("Requests turned away because there were too many of their kind")
                .tag("limit", limit)
                .register(meters);
    }

    /** Counts a request of somebody known. @return false when it is one too many */
    boolean lets(Caller caller) {
        long now = System.nanoTime();
        Rate<UUID> rate = caller.role() == Role.OPERATOR ? operators : callers;
        if (!rate.allows(caller.id(), now)) {
            turnedAwayCallers.increment();
            return false;
        }
        rate.count(caller.id(), now);
        return true;
    }

    /** Whether a token that nobody knows yet may be looked at: not while too many were none. */
    boolean letsUnknown(String address) {
        long now = System.nanoTime();
        boolean lets = deniedOfAddress.allows(address, now) && denied.allows(true, now);
        if (!lets) turnedAwayTokens.increment();
        return lets;
    }

    /** A token from this address was none. */
    void denied(String address) {
        long now = System.nanoTime();
        deniedOfAddress.count(address, now);
        denied.count(true, now);
    }
}

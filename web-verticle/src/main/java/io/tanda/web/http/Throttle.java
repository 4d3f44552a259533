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

    private final Rate<String> strangersOfAddress;

    private final Counter turnedAwayCallers;
    private final Counter turnedAwayTokens;
    private final Counter turnedAwayStrangers;

    Throttle(RateLimits limits, MeterRegistry meters) {
        callers = new Rate<>(limits.caller());
        operators = new Rate<>(limits.operator());
        deniedOfAddress = new Rate<>(limits.deniedOfAddress());
        denied = new Rate<>(limits.denied());
        strangersOfAddress = new Rate<>(limits.deniedOfAddress());
        turnedAwayCallers = counter(meters, "caller");
        turnedAwayTokens = counter(meters, "denied");
        turnedAwayStrangers = counter(meters, "stranger");
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

    /** Counts what somebody unknown wants changed, such as a sign-in: it may cost as much as a token that is none. */
    boolean letsStranger(String address) {
        long now = System.nanoTime();
        if (!strangersOfAddress.allows(address, now)) {
            turnedAwayStrangers.increment();
            return false;
        }
        strangersOfAddress.count(address, now);
        return true;
    }

    /** A token from this address was none. */
    void denied(String address) {
        long now = System.nanoTime();
        deniedOfAddress.count(address, now);
        denied.count(true, now);
    }
}

package io.tanda.web.http;

import io.tanda.platform.ops.Settings;

/**
 * How often somebody may ask, in requests a second; {@link Rate#BURST_SECONDS} times as many at once.
 *
 * @param caller of one rider or driver: a person with some devices needs a few
 * @param operator of one operator: desks and fleet uplinks ask for many people
 * @param deniedOfAddress tokens from one address that turn out to be none: each costs a check of a signature on the only event loop.
 *     What somebody without a token wants changed, such as a sign-in, has a limit as high
 * @param denied such tokens in all
 */
public record RateLimits(int caller, int operator, int deniedOfAddress, int denied) {
    /** Reads {@code http.rate.*}; what is out of range is collected in the settings. */
    public static RateLimits of(Settings settings) {
        return new RateLimits(
                settings.number("http.rate.caller", 50, 1, 10_000),
                settings.number("http.rate.operator", 1_000, 1, 100_000),
                settings.number("http.rate.denied.address", 20, 1, 10_000),
                settings.number("http.rate.denied", 200, 1, 10_000));
    }
}

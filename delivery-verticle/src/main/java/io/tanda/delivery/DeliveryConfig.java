package io.tanda.delivery;

import io.tanda.platform.ops.Settings;
import java.time.Duration;

/**
 * How long an order waits for a product that nobody has told of.
 *
 * @param catalogueLag real time: longer than the catalogue's events usually take, and short enough for a driver at the counter
 */
public record DeliveryConfig(Duration catalogueLag) {
    private static final int USUAL_SECONDS = 10;
    /** An hour: past it the driver has gone. */
    private static final int MOST_SECONDS = 3_600;

    public static DeliveryConfig of(Settings settings) {
        return new DeliveryConfig(
                Duration.ofSeconds(settings.number("delivery.catalogue.lag.seconds", USUAL_SECONDS, 1, MOST_SECONDS)));
    }
}

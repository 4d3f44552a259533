package io.tanda.contract.bus;

import java.util.List;
import java.util.UUID;

/**
 * "Look again": published without promise on {@link #ADDRESS} after a commit that a stream shows. Who misses one finds the
 * news at the next look.
 *
 * @param stream {@link #BOOKING} (keys are ride ids), {@link #DRIVER} (keys are driver ids), {@link #NOTICES} or
 *     {@link #MESSAGES} (keys are riders' and drivers' ids)
 */
public record Nudge(String stream, List<UUID> keys) {
    /** Published, not sent: for every web process. */
    public static final String ADDRESS = "web.nudges";

    public static final String BOOKING = "booking";
    public static final String DRIVER = "driver";
    public static final String NOTICES = "notices";
    public static final String MESSAGES = "messages";
}

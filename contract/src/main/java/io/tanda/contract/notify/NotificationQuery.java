package io.tanda.contract.notify;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rider's or driver's notifications, newest first. @param before only older than this one @param limit 1 to 100 */
public record NotificationQuery(UUID recipient, @Nullable Long before, int limit) {}

package io.tanda.delivery.domain;

import io.tanda.contract.delivery.DeliveryEvent;
import java.util.List;

/** What becomes of an order's items. */
public sealed interface Decision {
    /**
     * @param events none while it only begins to wait
     * @param intoStock items that come into the stock; below zero: that leave it, and must be there
     */
    record Accepted(Delivery after, List<DeliveryEvent> events, int intoStock) implements Decision {}

    /** It is so already, or it is too late to matter. */
    record Unchanged() implements Decision {}

    /** @param detail why, for a person */
    record Refused(String detail) implements Decision {}
}

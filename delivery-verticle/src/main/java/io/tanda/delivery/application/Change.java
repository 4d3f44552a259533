package io.tanda.delivery.application;

import io.tanda.contract.Actor;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.delivery.domain.Decision;
import io.tanda.delivery.domain.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes true together. */
public sealed interface Change {
    /**
     * @param before absent: nothing was known of the order
     * @param intoStock as in {@link Decision.Accepted}: where what leaves the stock is not there any more, somebody was faster
     * @param actor who is behind it
     * @param trace of what it follows from, where it is known
     */
    record Moved(
            @Nullable Delivery before,
            Delivery after,
            List<DeliveryEvent> events,
            int intoStock,
            Actor actor,
            @Nullable String trace)
            implements Change {
        static Moved of(@Nullable Delivery before, Decision.Accepted accepted, Actor actor, @Nullable String trace) {
            return new Moved(before, accepted.after(), accepted.events(), accepted.intoStock(), actor, trace);
        }
    }

    /** The catalogue told of a new product. @param quantity items */
    record Stocked(ProductId product, int quantity) implements Change {}

    /** The catalogue told how many items there are altogether now. */
    record Recounted(ProductId product, int quantity) implements Change {}
}

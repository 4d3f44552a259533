package io.tanda.rental.application;

import io.tanda.contract.Actor;
import io.tanda.contract.ProductId;
import io.tanda.contract.rental.RentalEvent;
import io.tanda.rental.domain.Order;
import io.tanda.rental.domain.OrderDecider.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes true together. */
public sealed interface Change {
    /**
     * @param before absent: it is new
     * @param actor who is behind it
     * @param trace of what it follows from, where it is known
     */
    record Moved(
            @Nullable Order before,
            Order after,
            List<RentalEvent> events,
            Actor actor,
            @Nullable String trace) implements Change {
        static Moved of(@Nullable Order before, Step step, Actor actor, @Nullable String trace) {
            return new Moved(before, step.after(), step.events(), actor, trace);
        }
    }

    /** The catalogue told what a product is called. */
    record Named(ProductId product, String name) implements Change {}
}

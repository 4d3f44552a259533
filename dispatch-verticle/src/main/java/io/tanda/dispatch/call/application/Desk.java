package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: calls and rides under way, as they are stored, for whoever looks at all of them. */
public interface Desk {
    /**
     * The oldest first.
     *
     * @param states of {@link RidesUnderWay#STATES}
     * @param after only younger ones
     */
    Future<List<Found>> underWay(List<String> states, @Nullable RideId after, int limit);
}

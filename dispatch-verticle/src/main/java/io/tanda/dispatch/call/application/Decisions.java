package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.dispatch.CallDecision;
import io.vertx.core.Future;
import java.util.List;

/** What was decided about calls beside their events, as it is stored. What is added is part of a {@link Change}. */
public interface Decisions {
    /** In the order in which they were made. @param limit rows */
    Future<List<CallDecision>> of(RideId ride, int limit);
}

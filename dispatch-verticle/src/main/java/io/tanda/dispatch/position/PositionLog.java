package io.tanda.dispatch.position;

import io.tanda.contract.dispatch.Positions;
import java.util.List;

/** Tells the other dispatch processes where taxis are. Never blocks; what cannot be told in time is dropped: the next fix is better. */
public interface PositionLog {
    /** @param fixes with their times */
    void tell(List<Positions.Fix> fixes);
}

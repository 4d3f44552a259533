package io.tanda.payment.refund.application;

import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.refund.domain.Refund;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: the refunds as they are kept. */
public interface Refunds {
    /** Fails with {@link IllegalStateException} where there is none. */
    Future<Refund> load(RefundId refund);

    /** In the order in which they were asked for. @param rider whose they must be; null = anybody's */
    Future<List<Refund>> of(RideId ride, Purpose purpose, @Nullable RiderId rider);
}

package io.tanda.payment.charge.application;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.Charge;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the charges as they are kept. Where a ride is asked for, the id of what was sold stands in its place for a service. */
public interface Charges {
    Future<Charge> load(RideId ride, Purpose purpose);

    /** @param rider whose it must be; null = anybody's */
    Future<Optional<Charge.Made>> find(RideId ride, Purpose purpose, @Nullable RiderId rider);

    /** Real time since the last attempt's key was first sent, or a moment longer. */
    Future<Duration> keyAge(Charge.Made charge);

    /** What the gateway was asked for, in order; none where an attempt was made before they were written down one by one. */
    Future<List<AttemptView>> attempts(RideId ride, Purpose purpose);
}

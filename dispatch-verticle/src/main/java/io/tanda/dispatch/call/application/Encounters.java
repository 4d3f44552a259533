package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: who meets whom. Whose ride it is, and that a driver has it now, is in the query: nobody else's is found. */
public interface Encounters {
    /** Who has the rider's ride. */
    Future<Optional<Comer>> comer(RideId ride, RiderId rider);

    Future<Boolean> has(DriverId driver, RideId ride);

    /** @param phone absent = the register has none */
    record Comer(Found ride, String name, @Nullable Phone phone) {}
}

package io.tanda.dispatch.call.outbound;

import io.tanda.contract.DriverId;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.dispatch.call.application.Encounters;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import java.util.Optional;

/** Who meets whom, from MySQL: the state is in {@code active_driver}, which the database fills in while a ride binds its driver. */
public final class MySqlEncounters implements Encounters {
    private final Store store;

    public MySqlEncounters(Store store) {
        this.store = store;
    }

    @Override
    public Future<Optional<Comer>> comer(RideId ride, RiderId rider) {
        return store.query(CallSql.COMER, ride, rider)
                .map(rows -> Rows.first(rows).map(row -> {
                    String phone = row.getString("d_phone");
                    return new Comer(
                            RideRow.found(row), row.getString("d_name"), phone == null ? null : new Phone(phone));
                }));
    }

    @Override
    public Future<Boolean> has(DriverId driver, RideId ride) {
        return store.query(CallSql.HAS_RIDE, ride, driver).map(rows -> rows.size() > 0);
    }
}

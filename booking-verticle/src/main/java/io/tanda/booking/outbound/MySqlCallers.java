package io.tanda.booking.outbound;

import io.tanda.booking.application.Callers;
import io.tanda.contract.Phone;
import io.tanda.contract.RiderId;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.util.Optional;

/** Callers in MySQL. */
public final class MySqlCallers implements Callers {
    private static final String RIDER = "SELECT rider FROM caller WHERE phone = ?";
    /** Whoever is first stays. */
    private static final String MEET =
            "INSERT INTO caller (phone, rider) VALUES (?, ?) ON DUPLICATE KEY UPDATE rider = rider";

    private final Store store;

    public MySqlCallers(Store store) {
        this.store = store;
    }

    @Override
    public Future<RiderId> riderOf(Phone phone) {
        return find(phone)
                .compose(known -> known.map(Future::succeededFuture)
                        .orElseGet(() -> store.commit(Unit.of()
                                        .run(MEET, phone.number(), RiderId.next())
                                        .build())
                                .compose(met -> find(phone))
                                .map(Optional::orElseThrow)));
    }

    private Future<Optional<RiderId>> find(Phone phone) {
        return store.query(RIDER, phone.number())
                .map(rows -> Rows.first(rows).map(row -> new RiderId(Rows.uuid(row, "rider"))));
    }
}

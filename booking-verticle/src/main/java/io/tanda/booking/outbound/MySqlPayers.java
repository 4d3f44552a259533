package io.tanda.booking.outbound;

import io.tanda.booking.application.Change;
import io.tanda.booking.application.Payers;
import io.tanda.booking.application.Told;
import io.tanda.booking.domain.Payer;
import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PaymentEvent.DefaultMethodChanged;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.contract.payment.PaymentEvent.MethodRegistered;
import io.tanda.contract.payment.PaymentEvent.MethodRemoved;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What riders can pay with, as MySQL has it: the methods that there are or were, and which is the default. */
public final class MySqlPayers implements Payers {
    private static final Insert METHOD = Insert.orReplace("method", "method_id", "rider_id", "kind", "active");
    private static final Insert USUAL = Insert.orReplace("payer", "rider_id", "usual");
    private static final String OF_RIDER = "SELECT m.method_id, m.kind, p.usual FROM method m"
            + " LEFT JOIN payer p ON p.rider_id = m.rider_id WHERE m.rider_id = ? AND m.active";

    private final Store store;

    public MySqlPayers(Store store) {
        this.store = store;
    }

    /** Of what payment tells. @param afterCommit told of every booking that has changed */
    public static Commits<Told> commits(Store store, Consumer<Change> afterCommit) {
        return store.commits(
                (unit, told) -> {
                    switch (told) {
                        case Told.OfRide ride -> MySqlBookings.write(unit, ride.change(), afterCommit);
                        case Told.OfMethods methods -> write(unit, methods.event());
                    }
                },
                Set.of());
    }

    @Override
    public Future<Payer> of(RiderId rider) {
        return store.query(OF_RIDER, rider).map(rows -> {
            Map<MethodId, MethodKind> methods = new HashMap<>();
            MethodId usual = null;
            for (Row row : rows) {
                methods.put(new MethodId(Rows.uuid(row, "method_id")), MethodKind.valueOf(row.getString("kind")));
                usual = Rows.idOrNull(row, "usual", MethodId::new);
            }
            return new Payer(methods, usual);
        });
    }

    private static void write(Unit.Builder unit, MethodEvent event) {
        switch (event) {
            case MethodRegistered e -> unit.insert(METHOD, e.method(), e.rider(), e.kind(), true);
            case MethodRemoved e -> unit.insert(METHOD, e.method(), e.rider(), e.kind(), false);
            case DefaultMethodChanged e -> unit.insert(USUAL, e.rider(), e.method());
        }
    }
}

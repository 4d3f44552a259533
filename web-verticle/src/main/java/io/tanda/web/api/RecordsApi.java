package io.tanda.web.api;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.contract.history.NotificationQuery;
import io.tanda.contract.history.RideSearch;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Call;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was: rides, payments, notifications. */
final class RecordsApi {
    private static final Map<String, RideStatus> STATUSES = new HashMap<>();

    static {
        for (RideStatus status : RideStatus.values()) STATUSES.put(status.wireName(), status);
    }

    private final Asking asking;

    RecordsApi(Asking asking) {
        this.asking = asking;
    }

    Future<Answer> payment(Call call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        PaymentAddresses.GET,
                        call,
                        new PaymentQuery(new RideId(id), call.caller().riderUnlessOperator()),
                        payment -> Answer.json(200, payment)));
    }

    /** A11: riders and drivers see their own rides, operators any. */
    Future<Answer> rides(Call call) {
        boolean filtersPeople = call.query().contains("rider") || call.query().contains("driver");
        if (filtersPeople && call.caller().role() != Role.OPERATOR)
            return Asking.refused(Problem.of(ProblemCode.FORBIDDEN, "Only an operator may search by rider or driver."));
        return Asking.with(
                Query.read(call.query(), query -> {
                    UUID rider = query.uuid("rider");
                    UUID driver = query.uuid("driver");
                    RideStatus status = query.read("status", STATUSES::get, "must be a status of a ride");
                    var from = query.instant("from");
                    var to = query.instant("to");
                    UUID before = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, Pages.MAX_LIMIT);
                    return () -> new RideSearch(
                            rider(call, rider),
                            driver(call, driver),
                            status,
                            from,
                            to,
                            before == null ? null : new RideId(before),
                            limit);
                }),
                search -> asking.ask(
                        HistoryAddresses.RIDES,
                        call,
                        search,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    private static @Nullable RiderId rider(Call call, @Nullable UUID asked) {
        return switch (call.caller().role()) {
            case RIDER -> call.caller().rider();
            case OPERATOR -> asked == null ? null : new RiderId(asked);
            case DRIVER, SYSTEM -> null;
        };
    }

    private static @Nullable DriverId driver(Call call, @Nullable UUID asked) {
        return switch (call.caller().role()) {
            case DRIVER -> call.caller().driver();
            case OPERATOR -> asked == null ? null : new DriverId(asked);
            case RIDER, SYSTEM -> null;
        };
    }

    Future<Answer> notifications(Call call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    Long before = query.read("cursor", Cursor::number, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, Pages.MAX_LIMIT);
                    return () -> new NotificationQuery(call.caller().id(), before, limit);
                }),
                search -> asking.ask(
                        HistoryAddresses.NOTIFICATIONS,
                        call,
                        search,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }
}

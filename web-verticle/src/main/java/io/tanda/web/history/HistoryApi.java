package io.tanda.web.history;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.DRIVER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.get;

import io.tanda.contract.Characters;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.contract.history.MyPage;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.history.RideSearch;
import io.tanda.contract.payment.MethodView;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Pages;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.http.Query;
import io.tanda.web.json.WireNames;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was. */
public final class HistoryApi {
    private static final Map<String, RideStatus> STATUSES = WireNames.of(RideStatus.values(), RideStatus::wireName);
    private static final Map<String, RideAlarm> ALARMS = WireNames.of(RideAlarm.values(), RideAlarm::wireName);

    private static final String SEARCH = "/v1/ride-history";

    private final Asking asking;

    private HistoryApi(Asking asking) {
        this.asking = asking;
    }

    public static Part part(Asking asking) {
        return new Part("history", new HistoryApi(asking).operations(), List.of());
    }

    private List<Operation> operations() {
        return List.of(
                get("getMyPage", "/v1/me").by(RIDER).answeredBy(this::me),
                get("searchRides", SEARCH)
                        .by(RIDER, DRIVER, DISPATCHER, FINANCE, ADMIN)
                        .query("rider", "driver", "status", "alarm", "place", "from", "to", "cursor", "limit")
                        .answeredBy(this::rides));
    }

    /** The contract's: as history says it, but that the cursor is one of the search's. */
    private record Me(
            List<RideRecord> upcoming,
            List<RideRecord> current,
            Past past,
            List<MyPage.Spending> spending,
            List<MethodView> methods,
            MyPage.Heard heard) {
        static Me of(MyPage page) {
            Past past = new Past(page.past().items(), Cursor.of(page.past().next()));
            return new Me(page.upcoming(), page.current(), past, page.spending(), page.methods(), page.heard());
        }
    }

    private record Past(List<RideRecord> items, @Nullable String next) {}

    /** What a rider sees of himself: all of it from history, whoever else is down. */
    private Future<Answer> me(HttpCall call) {
        return asking.ask(
                HistoryAddresses.MY_PAGE,
                call,
                new MyPage.Ask(call.caller().rider()),
                page -> Answer.json(200, Me.of(page)));
    }

    /** A11: riders and drivers see their own rides, operators any. */
    private Future<Answer> rides(HttpCall call) {
        boolean filtersPeople = call.query().contains("rider") || call.query().contains("driver");
        if (filtersPeople && call.caller().role() != Role.OPERATOR)
            return Asking.refused(Problem.of(ProblemCode.FORBIDDEN, "Only an operator may search by rider or driver."));
        if (call.query().contains("place") && call.caller().role() == Role.DRIVER)
            return Asking.refused(
                    Problem.of(ProblemCode.FORBIDDEN, "A driver is not told what riders call the places."));
        return Asking.with(
                Query.read(call.query(), query -> {
                    UUID rider = query.uuid("rider");
                    UUID driver = query.uuid("driver");
                    RideStatus status = query.read("status", STATUSES::get, "must be a status of a ride");
                    RideAlarm alarm = query.read("alarm", ALARMS::get, "must be an alarm of a ride");
                    String place = query.read(
                            "place",
                            HistoryApi::place,
                            "must be " + RideSearch.SHORTEST_PLACE + " to " + RideSearch.LONGEST_PLACE + " characters");
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
                            limit,
                            alarm,
                            place);
                }),
                search -> search.bounded()
                        ? asking.ask(
                                HistoryAddresses.RIDES,
                                call,
                                search,
                                page -> Pages.answer(call, page.items(), Cursor.of(page.next())))
                        : Asking.refused(Problem.parameter("place", "must come with " + RideSearch.BOUNDS)));
    }

    private static @Nullable String place(String text) {
        String words = text.strip();
        int characters = Characters.in(words);
        return characters < RideSearch.SHORTEST_PLACE || characters > RideSearch.LONGEST_PLACE ? null : words;
    }

    private static @Nullable RiderId rider(HttpCall call, @Nullable UUID asked) {
        return switch (call.caller().role()) {
            case RIDER -> call.caller().rider();
            case OPERATOR -> asked == null ? null : new RiderId(asked);
            case DRIVER, SYSTEM -> null;
        };
    }

    private static @Nullable DriverId driver(HttpCall call, @Nullable UUID asked) {
        return switch (call.caller().role()) {
            case DRIVER -> call.caller().driver();
            case OPERATOR -> asked == null ? null : new DriverId(asked);
            case RIDER, SYSTEM -> null;
        };
    }
}

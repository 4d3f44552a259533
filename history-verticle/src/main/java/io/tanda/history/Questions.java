package io.tanda.history;

import io.tanda.contract.Actor;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.MyPage;
import io.tanda.contract.history.Receipt;
import io.tanda.contract.history.ReceiptQuery;
import io.tanda.contract.history.RideSearch;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may ask what: a rider and a driver for their own, an operator for all. */
final class Questions {
    private static final int MAX_LIMIT = 100;

    private final RideRecords rides;
    private final MyPages pages;
    private final Receipts receipts;

    Questions(RideRecords rides, MyPages pages, Receipts receipts) {
        this.rides = rides;
        this.pages = pages;
        this.receipts = receipts;
    }

    Future<Reply<HistoryPage>> rides(Request<RideSearch> request) {
        RideSearch search = request.body();
        UUID rider = search.rider() == null ? null : search.rider().value();
        UUID driver = search.driver() == null ? null : search.driver().value();
        if (!mayAsk(request.actor(), rider, driver)) return refused(Refusal.NOT_FOUND, "no rides of yours");
        if (outOfRange(search.limit())) return limit();
        if (!search.bounded()) return refused(Refusal.INVALID, "place must come with " + RideSearch.BOUNDS);
        // A driver is told the places' names while he has the ride, and not after (A4).
        boolean named = request.actor().role() != Role.DRIVER;
        if (search.place() != null && !named) return refused(Refusal.INVALID, "a driver does not search by place");
        return rides.search(search, named).map(Reply::done);
    }

    /** A rider's own, and nobody else's: it is not there for others. */
    Future<Reply<MyPage>> myPage(Request<MyPage.Ask> request) {
        RiderId rider = request.body().rider();
        boolean his = switch (request.actor().role()) {
            case RIDER -> request.actor().id().equals(rider.value());
            case SYSTEM -> true;
            case DRIVER, OPERATOR -> false;
        };
        return his ? pages.of(rider).map(Reply::done) : refused(Refusal.NOT_FOUND, "no page of yours");
    }

    /** A rider's own, or any for operators. */
    Future<Reply<Receipt>> receipt(Request<ReceiptQuery> request) {
        RiderId rider = request.body().rider();
        if (!mayAsk(request.actor(), rider == null ? null : rider.value(), null))
            return refused(Refusal.NOT_FOUND, "no ride of yours");
        return receipts.find(request.body()).map(found -> switch (found) {
            case Receipts.Found.Paid paid -> Reply.done(paid.receipt());
            case Receipts.Found.NothingPaid nothing ->
                Reply.refused(Refusal.STEP_NOT_ALLOWED, "nothing of the ride is paid yet, and there is no receipt");
            case Receipts.Found.NoRide none -> Reply.refused(Refusal.NOT_FOUND, "no such ride");
        });
    }

    private static boolean mayAsk(Actor actor, @Nullable UUID rider, @Nullable UUID driver) {
        return switch (actor.role()) {
            case RIDER -> actor.id().equals(rider);
            case DRIVER -> actor.id().equals(driver);
            case OPERATOR, SYSTEM -> true;
        };
    }

    private static boolean outOfRange(int limit) {
        return limit < 1 || limit > MAX_LIMIT;
    }

    private static <R> Future<Reply<R>> limit() {
        return refused(Refusal.INVALID, "limit must be from 1 to " + MAX_LIMIT);
    }

    private static <R> Future<Reply<R>> refused(Refusal refusal, String detail) {
        return Future.succeededFuture(Reply.refused(refusal, detail));
    }
}

package io.tanda.rental.application;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.rental.OrderPage;
import io.tanda.contract.rental.OrderQuery;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.OrderView;
import io.tanda.contract.rental.RentalCommand;
import io.tanda.contract.rental.RentalCommand.CancelOrder;
import io.tanda.contract.rental.RentalCommand.PlaceOrder;
import io.tanda.contract.rental.RentalCommand.ReturnItems;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.rental.domain.Order;
import io.tanda.rental.domain.OrderDecider;
import io.tanda.rental.domain.OrderDecider.Step;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a driver does with an order: once for each command, whoever repeats it.
 *
 * <p>To cancel, delivery is asked first. Where its answer is lost the order stays as it is and the driver is told to ask again: by the
 * same command delivery says the same, and if nobody asks again the order follows delivery's event.
 */
public final class HandleOrder {
    private final Orders orders;
    private final Deliveries deliveries;
    private final Once<Change> once;

    public HandleOrder(Orders orders, Deliveries deliveries, Commits<Change> commits) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.once = new Once<>(commits);
    }

    public Future<Reply<OrderView>> handle(Request<RentalCommand> request) {
        return once.answer(request, OrderView.class, () -> switch (request.body()) {
            case PlaceOrder place -> Future.succeededFuture(placed(request, place));
            case CancelOrder cancel -> found(cancel, order -> cancel(request, order));
            case ReturnItems back -> found(back, order -> Future.succeededFuture(returned(request, order)));
        });
    }

    private static Outcome<Change, OrderView> placed(Request<?> request, PlaceOrder place) {
        return place.quantity() < 1 || place.quantity() > RentalCommand.MOST_ITEMS
                ? Outcome.refused(Refusal.INVALID, "quantity must be from 1 to " + RentalCommand.MOST_ITEMS + " items")
                : changed(request, null, OrderDecider.place(place, at(request)));
    }

    private Future<Outcome<Change, OrderView>> cancel(Request<?> request, Order order) {
        if (order.status() == OrderStatus.CANCELED) return Future.succeededFuture(Outcome.unchanged(order.view()));
        String why = OrderDecider.keepsFromCanceling(order);
        if (why != null) return Future.succeededFuture(Outcome.refused(Refusal.STEP_NOT_ALLOWED, why));
        return deliveries.cancel(request, order).map(reply -> switch (reply) {
            case Reply.Done<?> done -> changed(request, order, OrderDecider.canceled(order, at(request)));
            case Reply.Refused<?> refused -> Outcome.refused(refused.refusal(), refused.detail());
        });
    }

    private static Outcome<Change, OrderView> returned(Request<?> request, Order order) {
        String why = OrderDecider.keepsFromReturning(order);
        return why != null
                ? Outcome.refused(Refusal.STEP_NOT_ALLOWED, why)
                : changed(request, order, OrderDecider.returned(order, at(request)));
    }

    /** Whose order it is, is in the query: another's is not there. */
    private Future<Outcome<Change, OrderView>> found(
            RentalCommand command, Function<Order, Future<Outcome<Change, OrderView>>> then) {
        return orders.find(command.order(), command.driver())
                .compose(found -> found.map(then)
                        .orElseGet(() -> Future.succeededFuture(Outcome.refused(Refusal.NOT_FOUND, "no such order"))));
    }

    private static Outcome<Change, OrderView> changed(Request<?> request, @Nullable Order before, Step step) {
        return Outcome.changed(
                Change.Moved.of(before, step, request.actor(), request.trace()),
                step.after().view());
    }

    public Future<Reply<OrderPage>> list(Request<OrderQuery> request) {
        int limit = request.body().limit();
        return limit < 1 || limit > OrderQuery.MAX_LIMIT
                ? Future.succeededFuture(
                        Reply.refused(Refusal.INVALID, "limit must be from 1 to " + OrderQuery.MAX_LIMIT))
                : orders.page(request.body()).map(Reply::done);
    }

    private static Instant at(Request<?> request) {
        return request.at().truncatedTo(ChronoUnit.MICROS);
    }
}

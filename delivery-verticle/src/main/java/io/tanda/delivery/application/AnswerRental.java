package io.tanda.delivery.application;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.delivery.CancelDelivery;
import io.tanda.contract.delivery.DeliveryView;
import io.tanda.contract.delivery.StockQuery;
import io.tanda.contract.delivery.StockView;
import io.tanda.delivery.domain.Decision;
import io.tanda.delivery.domain.Delivery;
import io.tanda.delivery.domain.DeliveryDecider;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What the bus asks: a delivery is canceled once, whoever repeats it; how much is in stock. */
public final class AnswerRental {
    private final Deliveries deliveries;
    private final Once<Change> once;

    public AnswerRental(Deliveries deliveries, Commits<Change> commits) {
        this.deliveries = deliveries;
        this.once = new Once<>(commits);
    }

    public Future<Reply<DeliveryView>> cancel(Request<CancelDelivery> request) {
        return once.answer(
                request,
                DeliveryView.class,
                () -> deliveries.find(request.body().order()).map(found -> canceled(found.orElse(null), request)));
    }

    private static Outcome<Change, DeliveryView> canceled(@Nullable Delivery before, Request<CancelDelivery> request) {
        CancelDelivery cancel = request.body();
        Decision decision = DeliveryDecider.cancel(
                before,
                cancel.order(),
                cancel.product(),
                cancel.quantity(),
                request.at().truncatedTo(ChronoUnit.MICROS));
        return switch (decision) {
            case Decision.Accepted accepted ->
                Outcome.changed(
                        Change.Moved.of(before, accepted, request.actor(), request.trace()),
                        accepted.after().view());
            case Decision.Unchanged unchanged when before != null -> Outcome.unchanged(before.view());
            case Decision.Unchanged unchanged -> throw new IllegalStateException("nothing is canceled already");
            case Decision.Refused refused -> Outcome.refused(Refusal.STEP_NOT_ALLOWED, refused.detail());
        };
    }

    public Future<Reply<StockView>> stock(Request<StockQuery> request) {
        return deliveries
                .stock(request.body().product())
                .map(found -> found.map(Reply::done)
                        .orElseGet(() -> Reply.refused(Refusal.NOT_FOUND, "the depot knows no such product")));
    }
}

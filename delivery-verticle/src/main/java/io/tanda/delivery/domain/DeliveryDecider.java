package io.tanda.delivery.domain;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryEvent.Delivered;
import io.tanda.contract.delivery.DeliveryEvent.DeliveryCanceled;
import io.tanda.contract.delivery.DeliveryEvent.DeliveryRefused;
import io.tanda.contract.delivery.DeliveryEvent.ItemsTakenBack;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.delivery.domain.Decision.Accepted;
import io.tanda.delivery.domain.Decision.Refused;
import io.tanda.delivery.domain.Decision.Unchanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the depot's counter.
 *
 * <ol>
 *   <li>An order is delivered whole or not at all, and only out of what is in stock.
 *   <li>A product that nobody has told of may be on its way: its order waits, until the product comes or the time is over.
 *   <li>Whoever cancels before the order comes is believed: nothing is delivered then.
 *   <li>What is canceled or returned is in stock again, once.
 * </ol>
 */
public final class DeliveryDecider {
    private DeliveryDecider() {}

    /**
     * An order has come.
     *
     * @param before what is there of it: canceled ahead, or nothing
     * @param inStock items; absent where nobody has told of the product
     */
    public static Decision placed(
            @Nullable Delivery before,
            OrderId order,
            ProductId product,
            int quantity,
            @Nullable Integer inStock,
            Instant at) {
        if (before != null) return new Unchanged();
        Delivery waiting = new Delivery(order, product, quantity, DeliveryStatus.WAITING, 0, at);
        return inStock == null ? new Accepted(waiting, List.of(), 0) : outOf(inStock, waiting, at);
    }

    /**
     * One that waits for its product is looked at again.
     *
     * @param over no longer is waited for it
     */
    public static Decision looked(Delivery before, @Nullable Integer inStock, boolean over, Instant at) {
        if (before.status() != DeliveryStatus.WAITING) return new Unchanged();
        if (inStock != null) return outOf(inStock, before, at);
        return over ? refused(before, DeliveryStatus.UNREGISTERED_PRODUCT, at) : new Unchanged();
    }

    private static Accepted outOf(int inStock, Delivery waiting, Instant at) {
        return inStock < waiting.quantity()
                ? refused(waiting, DeliveryStatus.OUT_OF_STOCK, at)
                : new Accepted(
                        waiting.told(DeliveryStatus.DELIVERED, at),
                        List.of(new Delivered(waiting.order(), waiting.product(), waiting.quantity(), at)),
                        -waiting.quantity());
    }

    private static Accepted refused(Delivery waiting, DeliveryStatus why, Instant at) {
        return new Accepted(
                waiting.told(why, at),
                List.of(new DeliveryRefused(waiting.order(), waiting.product(), waiting.quantity(), why, at)),
                0);
    }

    /** @param before absent: rental's word of the order is not here yet */
    public static Decision cancel(
            @Nullable Delivery before, OrderId order, ProductId product, int quantity, Instant at) {
        if (before == null)
            return canceled(new Delivery(order, product, quantity, DeliveryStatus.WAITING, 0, at), 0, at);
        return switch (before.status()) {
            case WAITING -> canceled(before, 0, at);
            case DELIVERED -> canceled(before, before.quantity(), at);
            case CANCELED -> new Unchanged();
            case OUT_OF_STOCK -> new Refused("it was not delivered: out of stock");
            case UNREGISTERED_PRODUCT -> new Refused("it was not delivered: nobody registered the product");
            case TAKEN_BACK -> new Refused("its items were returned");
        };
    }

    private static Accepted canceled(Delivery before, int intoStock, Instant at) {
        return new Accepted(
                before.told(DeliveryStatus.CANCELED, at),
                List.of(new DeliveryCanceled(before.order(), before.product(), before.quantity(), at)),
                intoStock);
    }

    /** The driver brought all of it back. @throws IllegalStateException where there was nothing to bring back */
    public static Decision returned(Delivery before, Instant at) {
        return switch (before.status()) {
            case DELIVERED ->
                new Accepted(
                        before.told(DeliveryStatus.TAKEN_BACK, at),
                        List.of(new ItemsTakenBack(before.order(), before.product(), before.quantity(), at)),
                        before.quantity());
            // It was canceled while he returned it, and is in stock.
            case CANCELED -> new Unchanged();
            case WAITING, OUT_OF_STOCK, UNREGISTERED_PRODUCT, TAKEN_BACK ->
                throw new IllegalStateException("ALERT items of " + before + " came back");
        };
    }
}

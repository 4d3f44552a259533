package io.tanda.rental.domain;

import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.RentalCommand;
import io.tanda.contract.rental.RentalEvent;
import io.tanda.contract.rental.RentalEvent.ItemsReturned;
import io.tanda.contract.rental.RentalEvent.OrderCanceled;
import io.tanda.contract.rental.RentalEvent.OrderDelivered;
import io.tanda.contract.rental.RentalEvent.OrderPlaced;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an order.
 *
 * <pre>
 *   ordered --&gt; delivered --&gt; returned
 *      |            '--&gt; canceled
 *      '--&gt; canceled, canceled_out_of_stock, canceled_unregistered_product
 * </pre>
 *
 * <ol>
 *   <li>An order follows its delivery; it is canceled when its delivery is, and not before.
 *   <li>What has ended stays as it ended: what delivery tells after that is only shown.
 * </ol>
 */
public final class OrderDecider {
    private OrderDecider() {}

    /** @param events none where only what is shown changes */
    public record Step(Order after, List<RentalEvent> events) {}

    public static Step place(RentalCommand.PlaceOrder command, Instant at) {
        return new Step(
                new Order(
                        command.order(),
                        command.driver(),
                        command.product(),
                        null,
                        command.quantity(),
                        OrderStatus.ORDERED,
                        null,
                        1,
                        at,
                        at),
                List.of(new OrderPlaced(command.order(), command.driver(), command.product(), command.quantity(), at)));
    }

    /** @return why delivery need not be asked to cancel this; absent: it is to be asked */
    public static @Nullable String keepsFromCanceling(Order order) {
        return switch (order.status()) {
            case ORDERED, DELIVERED -> null;
            case RETURNED -> "its items were returned";
            case CANCELED -> "it is canceled";
            case CANCELED_OUT_OF_STOCK -> "it was canceled: out of stock";
            case CANCELED_UNREGISTERED_PRODUCT -> "it was canceled: nobody registered the product";
        };
    }

    /** Its delivery is canceled. */
    public static Step canceled(Order order, Instant at) {
        return ended(order.told(DeliveryStatus.CANCELED), OrderStatus.CANCELED, at);
    }

    /** @return why its items cannot be returned; absent: they can */
    public static @Nullable String keepsFromReturning(Order order) {
        return switch (order.status()) {
            case DELIVERED -> null;
            case ORDERED -> "it is not delivered yet";
            case RETURNED -> "its items were returned";
            case CANCELED, CANCELED_OUT_OF_STOCK, CANCELED_UNREGISTERED_PRODUCT -> "it was canceled";
        };
    }

    public static Step returned(Order order, Instant at) {
        return new Step(order.becoming(OrderStatus.RETURNED, at), List.of(new ItemsReturned(order.id(), at)));
    }

    /** Delivery told of it. @throws IllegalStateException where it refuses what it had delivered */
    public static Step told(Order order, DeliveryEvent event, Instant at) {
        return switch (event) {
            case DeliveryEvent.Delivered delivered -> {
                Order known = order.told(DeliveryStatus.DELIVERED);
                yield order.status() == OrderStatus.ORDERED
                        ? new Step(
                                known.becoming(OrderStatus.DELIVERED, at), List.of(new OrderDelivered(order.id(), at)))
                        : new Step(known, List.of());
            }
            case DeliveryEvent.DeliveryRefused refused -> {
                if (order.status() == OrderStatus.DELIVERED)
                    throw new IllegalStateException("ALERT " + event + " of " + order);
                yield ended(order.told(refused.status()), ending(refused.status()), at);
            }
            case DeliveryEvent.DeliveryCanceled canceled -> canceled(order, at);
            case DeliveryEvent.ItemsTakenBack back -> new Step(order.told(DeliveryStatus.TAKEN_BACK), List.of());
        };
    }

    private static Step ended(Order known, OrderStatus end, Instant at) {
        return switch (known.status()) {
            case ORDERED, DELIVERED ->
                new Step(known.becoming(end, at), List.of(new OrderCanceled(known.id(), end, at)));
            case RETURNED, CANCELED, CANCELED_OUT_OF_STOCK, CANCELED_UNREGISTERED_PRODUCT -> new Step(known, List.of());
        };
    }

    private static OrderStatus ending(DeliveryStatus refused) {
        return switch (refused) {
            case OUT_OF_STOCK -> OrderStatus.CANCELED_OUT_OF_STOCK;
            case UNREGISTERED_PRODUCT -> OrderStatus.CANCELED_UNREGISTERED_PRODUCT;
            case WAITING, DELIVERED, CANCELED, TAKEN_BACK ->
                throw new IllegalStateException("ALERT a delivery was refused as " + refused);
        };
    }
}

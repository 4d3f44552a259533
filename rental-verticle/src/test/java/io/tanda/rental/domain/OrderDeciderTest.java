package io.tanda.rental.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.RentalCommand.PlaceOrder;
import io.tanda.contract.rental.RentalEvent.ItemsReturned;
import io.tanda.contract.rental.RentalEvent.OrderCanceled;
import io.tanda.contract.rental.RentalEvent.OrderDelivered;
import io.tanda.contract.rental.RentalEvent.OrderPlaced;
import io.tanda.platform.testing.TransitionTable;
import io.tanda.rental.domain.OrderDecider.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OrderDeciderTest {
    private static final OrderId ORDER = OrderId.next();
    private static final ProductId SEAT = ProductId.next();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);

    @Test
    @Tag("E2")
    void what_is_ordered_is_delivered_and_returned() {
        DriverId driver = DriverId.next();
        Step placed = OrderDecider.place(new PlaceOrder(ORDER, driver, SEAT, 3), NOON);
        assertThat(placed.events()).containsExactly(new OrderPlaced(ORDER, driver, SEAT, 3, NOON));
        Step delivered = OrderDecider.told(placed.after(), delivered(), LATER);
        assertThat(delivered.events()).containsExactly(new OrderDelivered(ORDER, LATER));
        assertThat(delivered.after().delivery()).isEqualTo(DeliveryStatus.DELIVERED);
        Step returned = OrderDecider.returned(delivered.after(), LATER);
        assertThat(returned.events()).containsExactly(new ItemsReturned(ORDER, LATER));
        Step back = OrderDecider.told(returned.after(), new DeliveryEvent.ItemsTakenBack(ORDER, SEAT, 3, NOON), LATER);
        assertThat(back.events()).isEmpty();
        assertThat(back.after().status()).isEqualTo(OrderStatus.RETURNED);
        assertThat(back.after().delivery()).isEqualTo(DeliveryStatus.TAKEN_BACK);
        assertThat(back.after().version()).isEqualTo(3);
    }

    @Test
    @Tag("E3")
    void an_order_is_canceled_when_its_delivery_is_whoever_tells_it_first() {
        Step byCommand = OrderDecider.canceled(order(OrderStatus.DELIVERED), LATER);
        assertThat(byCommand.events()).containsExactly(new OrderCanceled(ORDER, OrderStatus.CANCELED, LATER));
        assertThat(byCommand.after().delivery()).isEqualTo(DeliveryStatus.CANCELED);
        assertThat(OrderDecider.told(order(OrderStatus.DELIVERED), canceled(), LATER))
                .isEqualTo(byCommand);
        assertThat(OrderDecider.told(byCommand.after(), canceled(), LATER)).satisfies(again -> {
            assertThat(again.events()).isEmpty();
            assertThat(again.after()).isEqualTo(byCommand.after());
        });
    }

    @Test
    void transitions() {
        TransitionTable table = new TransitionTable(
                "rental", "What an order becomes, status by what comes. A driver's command that is refused says why.");
        for (OrderStatus status : OrderStatus.values()) {
            table.state(status.wireName());
            inputs().forEach((name, input) -> table.row(name, () -> input.apply(order(status))));
        }
        table.isWrittenDown();
    }

    private static Map<String, Function<Order, String>> inputs() {
        Map<String, Function<Order, String>> inputs = new LinkedHashMap<>();
        inputs.put("cancel", order -> {
            String why = OrderDecider.keepsFromCanceling(order);
            if (order.status() == OrderStatus.CANCELED) return "unchanged";
            return why == null
                    ? "asks delivery; " + cell(order, OrderDecider.canceled(order, LATER))
                    : "refused: " + why;
        });
        inputs.put("return", order -> {
            String why = OrderDecider.keepsFromReturning(order);
            return why == null ? cell(order, OrderDecider.returned(order, LATER)) : "refused: " + why;
        });
        Map<String, DeliveryEvent> told = new LinkedHashMap<>();
        told.put("delivered", delivered());
        for (DeliveryStatus why :
                new DeliveryStatus[] {DeliveryStatus.OUT_OF_STOCK, DeliveryStatus.UNREGISTERED_PRODUCT})
            told.put("refused, " + why.wireName(), new DeliveryEvent.DeliveryRefused(ORDER, SEAT, 3, why, NOON));
        told.put("delivery canceled", canceled());
        told.put("items taken back", new DeliveryEvent.ItemsTakenBack(ORDER, SEAT, 3, NOON));
        told.forEach((name, event) -> inputs.put(name, order -> cell(order, OrderDecider.told(order, event, LATER))));
        return inputs;
    }

    private static String cell(Order before, Step step) {
        String events = step.events().isEmpty()
                ? "no event"
                : step.events().getFirst().getClass().getSimpleName();
        String to = step.after().status() == before.status()
                ? "stays"
                : "-> " + step.after().status().wireName();
        return to + "  " + events;
    }

    private static Order order(OrderStatus status) {
        return new Order(ORDER, new DriverId(ORDER.value()), SEAT, "Child seat", 3, status, null, 1, NOON, NOON);
    }

    private static DeliveryEvent delivered() {
        return new DeliveryEvent.Delivered(ORDER, SEAT, 3, NOON);
    }

    private static DeliveryEvent canceled() {
        return new DeliveryEvent.DeliveryCanceled(ORDER, SEAT, 3, NOON);
    }
}

package io.tanda.delivery.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.delivery.DeliveryEvent.Delivered;
import io.tanda.contract.delivery.DeliveryEvent.DeliveryCanceled;
import io.tanda.contract.delivery.DeliveryEvent.DeliveryRefused;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.delivery.domain.Decision.Accepted;
import io.tanda.delivery.domain.Decision.Refused;
import io.tanda.delivery.domain.Decision.Unchanged;
import io.tanda.platform.testing.TransitionTable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Of orders of three items. */
@Tag("E2")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DeliveryDeciderTest {
    private static final OrderId ORDER = OrderId.next();
    private static final ProductId SEAT = ProductId.next();
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void an_order_is_delivered_whole_or_not_at_all() {
        assertThat(placed(null, 3, 9))
                .isEqualTo(new Accepted(delivery(DeliveryStatus.DELIVERED, 1), events(delivered(3)), -3));
        Accepted less = (Accepted) placed(null, 12, 9);
        assertThat(less.after().status()).isEqualTo(DeliveryStatus.OUT_OF_STOCK);
        assertThat(less.intoStock()).isZero();
        assertThat(((Accepted) placed(null, 9, 9)).intoStock()).isEqualTo(-9);
        assertThat(((Accepted) placed(null, 1, -1)).after().status()).isEqualTo(DeliveryStatus.OUT_OF_STOCK);
    }

    @Test
    void an_unknown_product_is_waited_for_and_then_it_is_unregistered() {
        Accepted waiting = (Accepted) placed(null, 3, null);
        assertThat(waiting).isEqualTo(new Accepted(delivery(DeliveryStatus.WAITING, 0), List.of(), 0));
        assertThat(DeliveryDecider.looked(waiting.after(), null, false, NOON)).isEqualTo(new Unchanged());
        assertThat(DeliveryDecider.looked(waiting.after(), null, true, NOON))
                .isEqualTo(new Accepted(
                        delivery(DeliveryStatus.UNREGISTERED_PRODUCT, 1),
                        events(new DeliveryRefused(ORDER, SEAT, 3, DeliveryStatus.UNREGISTERED_PRODUCT, NOON)),
                        0));
        assertThat(DeliveryDecider.looked(waiting.after(), 3, true, NOON)).isEqualTo(placed(null, 3, 3));
    }

    @Test
    @Tag("E3")
    void what_is_canceled_before_it_comes_is_not_delivered() {
        Accepted ahead = (Accepted) cancel(null);
        assertThat(ahead)
                .isEqualTo(new Accepted(
                        delivery(DeliveryStatus.CANCELED, 1), events(new DeliveryCanceled(ORDER, SEAT, 3, NOON)), 0));
        assertThat(placed(ahead.after(), 3, 9)).isEqualTo(new Unchanged());
    }

    @Test
    @Tag("E3")
    void what_was_delivered_is_in_stock_again_once() {
        Accepted canceled = (Accepted) cancel(delivery(DeliveryStatus.DELIVERED, 1));
        assertThat(canceled.intoStock()).isEqualTo(3);
        assertThat(cancel(canceled.after())).isEqualTo(new Unchanged());
        assertThat(DeliveryDecider.returned(canceled.after(), NOON)).isEqualTo(new Unchanged());
        Accepted back = (Accepted) DeliveryDecider.returned(delivery(DeliveryStatus.DELIVERED, 1), NOON);
        assertThat(back.intoStock()).isEqualTo(3);
        assertThat(cancel(back.after())).isEqualTo(new Refused("its items were returned"));
    }

    @Test
    void transitions() {
        Map<String, Function<@Nullable Delivery, Decision>> inputs = new LinkedHashMap<>();
        inputs.put("order, enough in stock", before -> placed(before, 3, 9));
        inputs.put("order, less in stock", before -> placed(before, 3, 2));
        inputs.put("order, product unknown", before -> placed(before, 3, null));
        inputs.put("cancel", DeliveryDeciderTest::cancel);
        TransitionTable table = new TransitionTable(
                "delivery", "What an order's three items become, status by what comes, and how the stock moves.");
        table.state("nothing");
        inputs.forEach((name, input) -> table.row(name, () -> cell(input.apply(null))));
        inputs.put("product comes, enough", before -> look(before, 9, false));
        inputs.put("product comes, less", before -> look(before, 2, false));
        inputs.put("the time is over", before -> look(before, null, true));
        inputs.put(
                "items returned", before -> before == null ? new Unchanged() : DeliveryDecider.returned(before, NOON));
        for (DeliveryStatus status : DeliveryStatus.values()) {
            table.state(status.wireName());
            Delivery before = delivery(status, status == DeliveryStatus.WAITING ? 0 : 1);
            inputs.forEach((name, input) -> table.row(name, () -> cell(input.apply(before))));
        }
        table.isWrittenDown();
    }

    private static String cell(Decision decision) {
        return switch (decision) {
            case Accepted accepted ->
                "-> " + accepted.after().status().wireName()
                        + (accepted.intoStock() == 0 ? "" : "  stock %+d".formatted(accepted.intoStock()))
                        + (accepted.events().isEmpty()
                                ? "  no event"
                                : "  " + accepted.events().getFirst().getClass().getSimpleName());
            case Unchanged unchanged -> "unchanged";
            case Refused refused -> "refused: " + refused.detail();
        };
    }

    private static Decision placed(@Nullable Delivery before, int quantity, @Nullable Integer inStock) {
        return DeliveryDecider.placed(before, ORDER, SEAT, quantity, inStock, NOON);
    }

    private static Decision cancel(@Nullable Delivery before) {
        return DeliveryDecider.cancel(before, ORDER, SEAT, 3, NOON);
    }

    private static Decision look(@Nullable Delivery before, @Nullable Integer inStock, boolean over) {
        return before == null ? new Unchanged() : DeliveryDecider.looked(before, inStock, over, NOON);
    }

    private static Delivered delivered(int quantity) {
        return new Delivered(ORDER, SEAT, quantity, NOON);
    }

    private static List<DeliveryEvent> events(DeliveryEvent... events) {
        return List.of(events);
    }

    private static Delivery delivery(DeliveryStatus status, int version) {
        return new Delivery(ORDER, SEAT, 3, status, version, NOON);
    }
}

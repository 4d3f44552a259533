package io.tanda.delivery.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.contract.delivery.CancelDelivery;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.delivery.DeliveryView;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.rental.RentalEvent;
import io.tanda.delivery.application.FakeDepot.Stock;
import io.tanda.delivery.domain.Delivery;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.commit.Commits.Step;
import io.tanda.platform.commit.Effects;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;

/**
 * Whatever comes in whatever order, and rivals between look and commit: nothing is lost and nothing is made up. The number of a repetition
 * is its seed.
 */
@Tag("E2")
@Tag("E3")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DepotSequencesTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int STEPS = 300;
    private static final int PRODUCTS = 3;
    private static final int MOST = 6;

    private final FakeDepot depot = new FakeDepot();
    private final DeliverOrders deliver = new DeliverOrders(depot, depot.commits, InstantSource.fixed(NOON));
    private final AnswerRental answer = new AnswerRental(depot, depot.commits);
    private final List<ProductId> products = new ArrayList<>();
    private final List<CancelDelivery> orders = new ArrayList<>();
    private final Map<OrderId, Integer> told = new HashMap<>();
    private final Map<CommandId, Reply<DeliveryView>> answers = new HashMap<>();

    @RepeatedTest(200)
    void what_is_registered_is_in_stock_or_out(RepetitionInfo seed) {
        Random random = new Random(seed.getCurrentRepetition());
        for (int i = 0; i < PRODUCTS; i++) products.add(ProductId.next());
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(4) == 0) depot.commits.beforeNextCommit(() -> act(1 + random.nextInt(7), random));
            act(random.nextInt(8), random);
            for (ProductId product : products) {
                Stock stock = depot.stocks.find(product).orElse(new Stock(0, 0));
                assertThat(stock.inStock() + depot.out(product))
                        .as("after step %d", step)
                        .isEqualTo(stock.registered());
            }
        }
        for (CancelDelivery order : orders)
            if (depot.commits.awaits(order.order().value(), FakeDepot.DEADLINE)) done(deliver.due(order.order()));
        assertThat(depot.deliveries.all()).extracting(Delivery::status).doesNotContain(DeliveryStatus.WAITING);
    }

    /** @param what 0: the catalogue tells, which has no rival: its events come one after the other */
    private void act(int what, Random random) {
        ProductId product = products.get(random.nextInt(PRODUCTS));
        CancelDelivery order = orders.isEmpty() ? null : orders.get(random.nextInt(orders.size()));
        switch (what) {
            case 0 -> registered(product, random);
            case 1, 2 -> orders.add(new CancelDelivery(OrderId.next(), product, 1 + random.nextInt(MOST)));
            case 3, 4 -> {
                if (order != null) placed(order);
            }
            case 5 -> {
                if (order != null) cancel(order, random);
            }
            case 6 -> {
                if (order != null) returned(order);
            }
            default -> {
                if (order != null && depot.commits.awaits(order.order().value(), FakeDepot.DEADLINE))
                    done(deliver.due(order.order()));
            }
        }
    }

    /** Registered the first time, counted anew then; never fewer than are out, so that the last item can be fought for. */
    private void registered(ProductId product, Random random) {
        int quantity = depot.out(product) + random.nextInt(MOST);
        boolean known = depot.stocks.find(product).isPresent();
        CatalogueEvent event = known
                ? new CatalogueEvent.QuantityChanged(product, quantity, NOON)
                : new CatalogueEvent.ProductRegistered(product, "Child seat", quantity, NOON);
        done(depot.commits.commit(
                known
                        ? new Change.Recounted(product, event.quantity())
                        : new Change.Stocked(product, event.quantity())));
        if (!known) for (OrderId waiting : done(depot.waitingFor(product, MOST))) done(deliver.due(waiting));
    }

    /** An event comes once, however often it is read. */
    private void placed(CancelDelivery order) {
        RentalEvent.OrderPlaced event = new RentalEvent.OrderPlaced(
                order.order(), new DriverId(order.order().value()), order.product(), order.quantity(), NOON);
        if (told.putIfAbsent(order.order(), 1) == null) follow(1, order, recorded -> deliver.placed(event, recorded));
    }

    /** Rental lets only what was delivered be returned, and only once. */
    private void returned(CancelDelivery order) {
        boolean out = depot.deliveries
                .find(order.order())
                .filter(delivery -> delivery.status() == DeliveryStatus.DELIVERED)
                .isPresent();
        if (out && told.replace(order.order(), 1, 2))
            follow(
                    2,
                    order,
                    recorded -> deliver.returned(new RentalEvent.ItemsReturned(order.order(), NOON), recorded));
    }

    private interface Meaning {
        Future<Effects<Change>> of(Recorded recorded);
    }

    private void follow(int version, CancelDelivery order, Meaning meaning) {
        Recorded recorded = new Recorded(order.order().value(), version, "any", NOON, Actor.SYSTEM, null, "{}");
        Step step = new Step("delivery<-rental", order.order().value(), version - 1, version);
        done(Attempts.whileStale(
                () -> meaning.of(recorded).compose(effects -> depot.commits.commit(effects.change(), step))));
    }

    /** Sometimes the same again: it is answered as the first time. */
    private void cancel(CancelDelivery order, Random random) {
        CommandId id = new CommandId(new UUID(order.order().value().getLeastSignificantBits(), random.nextInt(2)));
        Reply<DeliveryView> reply = done(answer.cancel(new Request<>(id, Actor.SYSTEM, NOON, null, null, order)));
        if (!(reply instanceof Reply.Done<DeliveryView> now)) return;
        assertThat(now.value().status()).isEqualTo(DeliveryStatus.CANCELED);
        Reply<DeliveryView> before = answers.put(id, reply);
        if (before != null) assertThat(reply).isEqualTo(Reply.replayed(now.value()));
    }

    private static <T> T done(Future<T> future) {
        assertThat(future.isComplete()).isTrue();
        if (future.failed()) throw new AssertionError(future.cause());
        return future.result();
    }
}

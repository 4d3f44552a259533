package io.tanda.delivery.application;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.delivery.StockView;
import io.tanda.delivery.domain.Delivery;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.testing.FakeCommits;
import io.tanda.platform.testing.FakeTable;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deliveries and stock in memory, with the promises of the real rows. */
final class FakeDepot implements Deliveries {
    static final String DEADLINE = "awaited-product";

    /** @param registered items altogether */
    record Stock(int registered, int inStock) {}

    final FakeTable<OrderId, Delivery> deliveries =
            new FakeTable<OrderId, Delivery>().index("product", Delivery::product);
    final FakeTable<ProductId, Stock> stocks = new FakeTable<>();
    final FakeCommits<Change> commits = new FakeCommits<>(this::write, Set.of(), deliveries, stocks);

    private void write(FakeCommits<Change> into, Change change) {
        switch (change) {
            case Change.Stocked stocked ->
                stocks.insert(stocked.product(), new Stock(stocked.quantity(), stocked.quantity()));
            case Change.Recounted recounted -> {
                Stock before = stocks.find(recounted.product()).orElseThrow();
                stocks.replace(
                        recounted.product(),
                        new Stock(recounted.quantity(), before.inStock() + recounted.quantity() - before.registered()));
            }
            case Change.Moved moved -> write(into, moved);
        }
    }

    private void write(FakeCommits<Change> into, Change.Moved moved) {
        Delivery before = moved.before();
        Delivery after = moved.after();
        if (before == null) {
            if (deliveries.find(after.order()).isPresent()) throw new CommitFailed.Stale("somebody was faster");
            deliveries.insert(after.order(), after);
        } else deliveries.change(after.order(), row -> row.version() == before.version(), after);
        int items = moved.intoStock();
        if (items != 0) {
            Stock stock = stocks.find(after.product()).orElseThrow();
            if (items < 0 && stock.inStock() < -items) throw new CommitFailed.Stale("less is in stock");
            stocks.replace(after.product(), new Stock(stock.registered(), stock.inStock() + items));
        }
        into.events(before == null ? 0 : before.version(), moved.events());
        into.deadline(after.order().value(), DEADLINE, after.status() == DeliveryStatus.WAITING ? Instant.EPOCH : null);
    }

    /** Items of all that is delivered. */
    int out(ProductId product) {
        return deliveries.allBy("product", product).stream()
                .filter(delivery -> delivery.status() == DeliveryStatus.DELIVERED)
                .mapToInt(Delivery::quantity)
                .sum();
    }

    @Override
    public Future<Optional<Delivery>> find(OrderId order) {
        return Future.succeededFuture(deliveries.find(order));
    }

    @Override
    public Future<Optional<Integer>> inStock(ProductId product) {
        return Future.succeededFuture(stocks.find(product).map(Stock::inStock));
    }

    @Override
    public Future<Optional<StockView>> stock(ProductId product) {
        return Future.succeededFuture(stocks.find(product)
                .map(stock -> new StockView(product, stock.registered(), stock.inStock(), out(product))));
    }

    @Override
    public Future<List<OrderId>> waitingFor(ProductId product, int limit) {
        return Future.succeededFuture(deliveries.allBy("product", product).stream()
                .filter(delivery -> delivery.status() == DeliveryStatus.WAITING)
                .map(Delivery::order)
                .limit(limit)
                .toList());
    }
}

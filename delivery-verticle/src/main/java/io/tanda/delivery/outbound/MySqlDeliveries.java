package io.tanda.delivery.outbound;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.delivery.StockView;
import io.tanda.delivery.application.Change;
import io.tanda.delivery.application.Deliveries;
import io.tanda.delivery.domain.Delivery;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The only place that knows the tables. */
public final class MySqlDeliveries implements Deliveries {
    /** The deadlines' kind; they are the order's. */
    public static final String DEADLINE = "awaited-product";

    /** Of a fence {@code t}: the order is over. Those of products stay, for products do. */
    public static final String OVER =
            "EXISTS (SELECT 1 FROM delivery d WHERE d.order_id = t.aggregate_id AND d.status NOT IN ('WAITING',"
                    + " 'DELIVERED'))";

    private static final Insert DELIVERY =
            Insert.into("delivery", "order_id", "product_id", "quantity", "status", "version", "updated_at");
    private static final String UPDATE =
            "UPDATE delivery SET status = ?, version = ?, updated_at = ? WHERE order_id = ? AND version = ?";
    private static final String FIND = "SELECT * FROM delivery WHERE order_id = ?";
    private static final String WAITING =
            "SELECT order_id FROM delivery WHERE product_id = ? AND status = 'WAITING' ORDER BY order_id LIMIT ?";

    private static final Insert STOCK = Insert.into("stock", "product_id", "registered", "in_stock");
    /** The assignments count from left to right: what was registered before is still there in the first. */
    private static final String RECOUNT =
            "UPDATE stock SET in_stock = in_stock + ? - registered, registered = ? WHERE product_id = ?";
    /**
     * Of two that want the last items one matches no row, and decides again. What comes back is put there by the same statement: many in one
     * transaction lock their rows in one order.
     */
    private static final String MOVE =
            "UPDATE stock SET in_stock = in_stock + ? WHERE product_id = ? AND in_stock >= ?";

    private static final String IN_STOCK = "SELECT in_stock FROM stock WHERE product_id = ?";
    private static final String COUNTED = """
        SELECT registered, in_stock, (SELECT COALESCE(SUM(quantity), 0) FROM delivery d
        WHERE d.product_id = s.product_id AND d.status = 'DELIVERED') AS delivered FROM stock s WHERE product_id = ?\
        """;

    private final Store store;
    private final DomainClock clock;
    private final Duration lag;

    /** @param lag how long an order waits for its product, real time */
    public MySqlDeliveries(Store store, DomainClock clock, Duration lag) {
        this.store = store;
        this.clock = clock;
        this.lag = lag;
    }

    /** Rows, event and deadline of one change, for one transaction. */
    public void write(Unit.Builder unit, Change change) {
        switch (change) {
            case Change.Stocked stocked ->
                unit.insert(STOCK, stocked.product(), stocked.quantity(), stocked.quantity());
            case Change.Recounted recounted ->
                unit.change(RECOUNT, recounted.quantity(), recounted.quantity(), recounted.product());
            case Change.Moved moved -> write(unit, moved);
        }
    }

    private void write(Unit.Builder unit, Change.Moved moved) {
        Delivery before = moved.before();
        Delivery after = moved.after();
        if (before == null)
            unit.insertOnce(
                    DELIVERY,
                    after.order(),
                    after.product(),
                    after.quantity(),
                    after.status(),
                    after.version(),
                    after.since());
        else unit.change(UPDATE, after.status(), after.version(), after.since(), after.order(), before.version());
        int into = moved.intoStock();
        if (into != 0) unit.change(MOVE, into, after.product(), into < 0 ? -into : Integer.MIN_VALUE);
        if (!moved.events().isEmpty())
            unit.events(
                    DeliveryEvent.TOPIC,
                    before == null ? 0 : before.version(),
                    moved.events(),
                    moved.actor(),
                    moved.trace());
        if (after.status() == DeliveryStatus.WAITING)
            unit.deadline(after.order().value(), DEADLINE, clock.instant().plus(clock.toDomain(lag)));
        else if (before != null && before.status() == DeliveryStatus.WAITING)
            unit.noDeadline(after.order().value(), DEADLINE);
    }

    @Override
    public Future<Optional<Delivery>> find(OrderId order) {
        return store.query(FIND, order)
                .map(rows -> Rows.first(rows)
                        .map(row -> new Delivery(
                                order,
                                new ProductId(Rows.uuid(row, "product_id")),
                                row.getInteger("quantity"),
                                DeliveryStatus.valueOf(row.getString("status")),
                                row.getInteger("version"),
                                Rows.instant(row, "updated_at"))));
    }

    @Override
    public Future<Optional<Integer>> inStock(ProductId product) {
        return store.query(IN_STOCK, product).map(rows -> Rows.first(rows).map(row -> row.getInteger("in_stock")));
    }

    @Override
    public Future<Optional<StockView>> stock(ProductId product) {
        return store.query(COUNTED, product)
                .map(rows -> Rows.first(rows)
                        .map(row -> new StockView(
                                product,
                                row.getInteger("registered"),
                                row.getInteger("in_stock"),
                                row.getInteger("delivered"))));
    }

    @Override
    public Future<List<OrderId>> waitingFor(ProductId product, int limit) {
        return store.query(WAITING, product, limit).map(rows -> {
            List<OrderId> orders = new ArrayList<>();
            for (Row row : rows) orders.add(new OrderId(Rows.uuid(row, "order_id")));
            return orders;
        });
    }
}

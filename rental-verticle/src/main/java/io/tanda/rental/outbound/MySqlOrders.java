package io.tanda.rental.outbound;

import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.rental.OrderPage;
import io.tanda.contract.rental.OrderQuery;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.OrderView;
import io.tanda.contract.rental.RentalEvent;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.rental.application.Change;
import io.tanda.rental.application.Orders;
import io.tanda.rental.domain.Order;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The only place that knows the tables. */
public final class MySqlOrders implements Orders {
    /** Of a fence {@code t}: the order is over. Those of products stay, for products do. */
    public static final String OVER =
            "EXISTS (SELECT 1 FROM rental_order o WHERE o.order_id = t.aggregate_id AND o.status NOT IN ('ORDERED',"
                    + " 'DELIVERED'))";

    private static final Insert ORDER = Insert.into(
            "rental_order",
            "order_id",
            "driver_id",
            "product_id",
            "quantity",
            "status",
            "version",
            "ordered_at",
            "updated_at");
    /** What is shown of the delivery guards as well: it changes without an event of the order's. */
    private static final String UPDATE = """
        UPDATE rental_order SET status = ?, delivery = ?, version = ?, updated_at = ?
        WHERE order_id = ? AND version = ? AND delivery <=> ?\
        """;

    private static final Insert PRODUCT = Insert.orReplace("product", "product_id", "name");
    private static final String SELECT =
            "SELECT o.*, p.name FROM rental_order o LEFT JOIN product p ON p.product_id = o.product_id WHERE ";
    private static final String FIND = SELECT + "o.order_id = ?";
    private static final String FIND_OF = FIND + " AND o.driver_id = ?";
    private static final String PAGE = SELECT + "o.driver_id = ? AND o.order_id < ? ORDER BY o.order_id DESC LIMIT ?";
    /** Behind every order. */
    private static final OrderId NONE = new OrderId(new UUID(-1, -1));

    private final Store store;

    public MySqlOrders(Store store) {
        this.store = store;
    }

    /** Rows and events of one change, for one transaction. */
    public static void write(Unit.Builder unit, Change change) {
        switch (change) {
            case Change.Named named -> unit.insert(PRODUCT, named.product(), named.name());
            case Change.Moved moved -> write(unit, moved);
        }
    }

    private static void write(Unit.Builder unit, Change.Moved moved) {
        Order before = moved.before();
        Order after = moved.after();
        if (before == null)
            unit.insert(
                    ORDER,
                    after.id(),
                    after.driver(),
                    after.product(),
                    after.quantity(),
                    after.status(),
                    after.version(),
                    after.orderedAt(),
                    after.updatedAt());
        else
            unit.change(
                    UPDATE,
                    after.status(),
                    after.delivery(),
                    after.version(),
                    after.updatedAt(),
                    after.id(),
                    before.version(),
                    before.delivery());
        if (!moved.events().isEmpty())
            unit.events(
                    RentalEvent.TOPIC,
                    before == null ? 0 : before.version(),
                    moved.events(),
                    moved.actor(),
                    moved.trace());
    }

    @Override
    public Future<Optional<Order>> find(OrderId order, @Nullable DriverId driver) {
        return (driver == null ? store.query(FIND, order) : store.query(FIND_OF, order, driver))
                .map(rows -> Rows.first(rows).map(MySqlOrders::order));
    }

    @Override
    public Future<OrderPage> page(OrderQuery query) {
        OrderId before = query.before() == null ? NONE : query.before();
        return store.query(PAGE, query.driver(), before, query.limit() + 1).map(rows -> {
            List<OrderView> items = new ArrayList<>();
            for (Row row : rows) items.add(order(row).view());
            if (items.size() <= query.limit()) return new OrderPage(items, null);
            List<OrderView> page = items.subList(0, query.limit());
            return new OrderPage(List.copyOf(page), page.getLast().id());
        });
    }

    private static Order order(Row row) {
        String delivery = row.getString("delivery");
        return new Order(
                new OrderId(Rows.uuid(row, "order_id")),
                new DriverId(Rows.uuid(row, "driver_id")),
                new ProductId(Rows.uuid(row, "product_id")),
                row.getString("name"),
                row.getInteger("quantity"),
                OrderStatus.valueOf(row.getString("status")),
                delivery == null ? null : DeliveryStatus.valueOf(delivery),
                row.getInteger("version"),
                Rows.instant(row, "ordered_at"),
                Rows.instant(row, "updated_at"));
    }
}

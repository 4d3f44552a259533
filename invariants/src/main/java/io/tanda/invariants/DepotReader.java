package io.tanda.invariants;

import io.tanda.contract.Contexts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The depot, read across its three schemas. */
final class DepotReader {
    private static final String CATALOGUE = Contexts.CATALOGUE.schema();
    private static final String DELIVERY = Contexts.DELIVERY.schema();

    /** One statement for each side: what delivery has is then of one moment. */
    private static final String STOCKS = """
        SELECT p.product_id, p.quantity, s.registered, s.in_stock,
            (SELECT COALESCE(SUM(d.quantity), 0) FROM %2$s.delivery d
             WHERE d.product_id = p.product_id AND d.status = 'DELIVERED') AS delivered
        FROM %1$s.product p LEFT JOIN %2$s.stock s ON s.product_id = p.product_id\
        """.formatted(CATALOGUE, DELIVERY);

    private static final String ORDERS = """
        SELECT o.order_id, o.status, d.status AS delivery
        FROM %1$s.rental_order o LEFT JOIN %2$s.delivery d ON d.order_id = o.order_id WHERE o.order_id >= ?\
        """.formatted(Contexts.RENTAL.schema(), DELIVERY);

    private final Pool pool;

    DepotReader(Pool pool) {
        this.pool = pool;
    }

    Future<Depot> since(Since since) {
        return pool.query(STOCKS)
                .execute()
                .compose(stocks -> pool.preparedQuery(ORDERS)
                        .execute(Tuple.of(bytes(since.firstId())))
                        .map(orders -> {
                            List<Depot.Stock> known = new ArrayList<>();
                            for (Row row : stocks) known.add(stock(row));
                            List<Depot.Rented> rented = new ArrayList<>();
                            for (Row row : orders)
                                rented.add(new Depot.Rented(
                                        uuid(row, "order_id"), row.getString("status"), row.getString("delivery")));
                            return new Depot(known, rented);
                        }));
    }

    private static Depot.Stock stock(Row row) {
        Integer registered = row.getInteger("registered");
        return new Depot.Stock(
                uuid(row, "product_id"),
                row.getInteger("quantity"),
                registered,
                registered == null ? 0 : row.getInteger("in_stock"),
                row.getInteger("delivered"));
    }

    private static UUID uuid(Row row, String column) {
        ByteBuffer bytes = ByteBuffer.wrap(row.getBuffer(column).getBytes());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static Buffer bytes(UUID id) {
        return Buffer.buffer(16).appendLong(id.getMostSignificantBits()).appendLong(id.getLeastSignificantBits());
    }
}

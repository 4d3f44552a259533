package io.tanda.catalogue;

import io.tanda.contract.ProductId;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.contract.catalogue.ProductPage;
import io.tanda.contract.catalogue.ProductQuery;
import io.tanda.contract.catalogue.ProductView;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The only place that knows the table. */
final class MySqlProducts {
    private static final Insert PRODUCT =
            Insert.into("product", "product_id", "version", "name", "quantity", "updated_at");
    private static final String UPDATE =
            "UPDATE product SET version = ?, quantity = ?, updated_at = ? WHERE product_id = ? AND version = ?";
    private static final String FIND = "SELECT * FROM product WHERE product_id = ?";
    private static final String PAGE = "SELECT * FROM product WHERE product_id > ? ORDER BY product_id LIMIT ?";
    /** Before every product. */
    private static final ProductId NONE = new ProductId(new UUID(0, 0));

    private final Store store;

    MySqlProducts(Store store) {
        this.store = store;
    }

    /** Row and event of one change, for one transaction. */
    static void write(Unit.Builder unit, Change change) {
        ProductView product = change.after().view();
        int version = change.after().version();
        if (version == 1)
            unit.insert(PRODUCT, product.id(), version, product.name(), product.quantity(), product.updatedAt());
        else unit.change(UPDATE, version, product.quantity(), product.updatedAt(), product.id(), version - 1);
        unit.events(CatalogueEvent.TOPIC, version - 1, List.of(change.event()), change.actor(), change.trace());
    }

    Future<Optional<Product>> find(ProductId product) {
        return store.query(FIND, product).map(rows -> Rows.first(rows).map(MySqlProducts::product));
    }

    Future<ProductPage> page(ProductQuery query) {
        ProductId after = query.after() == null ? NONE : query.after();
        return store.query(PAGE, after, query.limit() + 1).map(rows -> {
            List<ProductView> items = new ArrayList<>();
            for (Row row : rows) items.add(product(row).view());
            if (items.size() <= query.limit()) return new ProductPage(items, null);
            List<ProductView> page = items.subList(0, query.limit());
            return new ProductPage(List.copyOf(page), page.getLast().id());
        });
    }

    private static Product product(Row row) {
        return new Product(
                new ProductView(
                        new ProductId(Rows.uuid(row, "product_id")),
                        row.getString("name"),
                        row.getInteger("quantity"),
                        Rows.instant(row, "updated_at")),
                row.getInteger("version"));
    }
}

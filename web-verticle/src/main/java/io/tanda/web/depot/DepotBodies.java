package io.tanda.web.depot;

import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.that;
import static io.tanda.web.json.Fields.then;
import static io.tanda.web.json.Fields.uuid;
import static io.tanda.web.json.Fields.whole;

import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.catalogue.CatalogueCommand;
import io.tanda.contract.catalogue.CatalogueCommand.ChangeQuantity;
import io.tanda.contract.catalogue.CatalogueCommand.RegisterProduct;
import io.tanda.contract.rental.RentalCommand;
import io.tanda.contract.rental.RentalCommand.PlaceOrder;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import io.vertx.core.buffer.Buffer;

/** The depot's request bodies: what the contract's schemas say, as code. A test compares the two. */
final class DepotBodies {
    private static final Kind<String> NAME = that(
            text(1, CatalogueCommand.NAME_MAX_CHARACTERS),
            text -> CatalogueCommand.isName(text) ? null : "must not be spaces only");
    private static final Kind<Integer> REGISTERED = then(whole(0, CatalogueCommand.MOST_ITEMS), Long::intValue);
    private static final Kind<Integer> ORDERED = then(whole(1, RentalCommand.MOST_ITEMS), Long::intValue);

    private DepotBodies() {}

    /** {@code ProductRegistration} */
    static Decoded<CatalogueCommand> product(Buffer body, ProductId product) {
        return Fields.read(body, fields -> {
            Field<String> name = fields.required("name", NAME);
            Field<Integer> quantity = fields.optional("quantity", REGISTERED);
            return () -> new RegisterProduct(product, name.get(), quantity.or(CatalogueCommand.USUAL_QUANTITY));
        });
    }

    /** {@code ProductQuantity} */
    static Decoded<CatalogueCommand> quantity(Buffer body, ProductId product) {
        return Fields.read(body, fields -> {
            Field<Integer> quantity = fields.required("quantity", REGISTERED);
            return () -> new ChangeQuantity(product, quantity.get());
        });
    }

    /** {@code OrderRequest} */
    static Decoded<RentalCommand> order(Buffer body, OrderId order, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<ProductId> product = fields.required("product", then(uuid(), ProductId::new));
            Field<Integer> quantity = fields.required("quantity", ORDERED);
            return () -> new PlaceOrder(order, driver, product.get(), quantity.get());
        });
    }
}

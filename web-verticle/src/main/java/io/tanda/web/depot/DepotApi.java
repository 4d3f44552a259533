package io.tanda.web.depot;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.DRIVER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.post;
import static io.tanda.web.http.Operation.put;

import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.catalogue.CatalogueAddresses;
import io.tanda.contract.catalogue.ProductQuery;
import io.tanda.contract.delivery.DeliveryAddresses;
import io.tanda.contract.delivery.StockQuery;
import io.tanda.contract.rental.OrderQuery;
import io.tanda.contract.rental.RentalAddresses;
import io.tanda.contract.rental.RentalCommand;
import io.tanda.contract.rental.RentalCommand.CancelOrder;
import io.tanda.contract.rental.RentalCommand.ReturnItems;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Pages;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.UUID;

/** What staff have in the depot, and what drivers rent of it. Whose an order is says the token of the caller. */
public final class DepotApi {
    private static final String PRODUCTS = "/v1/products";
    private static final String ORDERS = "/v1/orders";

    private final Asking asking;

    private DepotApi(Asking asking) {
        this.asking = asking;
    }

    public static Part part(Asking asking) {
        return new Part("depot", new DepotApi(asking).operations(), List.of());
    }

    private List<Operation> operations() {
        return List.of(
                post("registerProduct", PRODUCTS).by(ADMIN).takes(Body.REQUIRED).answeredBy(this::register),
                put("changeProductQuantity", PRODUCTS + "/{id}/quantity")
                        .by(ADMIN)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::changeQuantity),
                get("listProducts", PRODUCTS)
                        .by(DRIVER, DISPATCHER, FINANCE, ADMIN)
                        .query("cursor", "limit")
                        .answeredBy(this::products),
                get("getStock", PRODUCTS + "/{id}/stock")
                        .by(DRIVER, DISPATCHER, FINANCE, ADMIN)
                        .answeredBy(this::stock),
                post("placeOrder", ORDERS).by(DRIVER).takes(Body.REQUIRED).answeredBy(this::order),
                get("listOrders", ORDERS).by(DRIVER).query("cursor", "limit").answeredBy(this::orders),
                post("cancelOrder", ORDERS + "/{id}/cancel").by(DRIVER).answeredBy(this::cancel),
                post("returnItems", ORDERS + "/{id}/return").by(DRIVER).answeredBy(this::giveBack));
    }

    private Future<Answer> register(HttpCall call) {
        return Asking.with(
                DepotBodies.product(call.body(), ProductId.next()),
                command ->
                        asking.ask(CatalogueAddresses.COMMANDS, call, command, product -> Answer.json(201, product)));
    }

    private Future<Answer> changeQuantity(HttpCall call) {
        return Asking.withId(
                call,
                id -> Asking.with(
                        DepotBodies.quantity(call.body(), new ProductId(id)),
                        command -> asking.ask(
                                CatalogueAddresses.COMMANDS, call, command, product -> Answer.json(200, product))));
    }

    private Future<Answer> products(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    UUID after = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, ProductQuery.MAX_LIMIT);
                    return () -> new ProductQuery(after == null ? null : new ProductId(after), limit);
                }),
                query -> asking.ask(
                        CatalogueAddresses.PRODUCTS,
                        call,
                        query,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    private Future<Answer> stock(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        DeliveryAddresses.STOCK,
                        call,
                        new StockQuery(new ProductId(id)),
                        stock -> Answer.json(200, stock)));
    }

    private Future<Answer> order(HttpCall call) {
        return Asking.with(
                DepotBodies.order(call.body(), OrderId.next(), call.caller().driver()),
                command -> asking.ask(
                        RentalAddresses.COMMANDS,
                        call,
                        command,
                        order -> Answer.json(201, order).with(HttpHeaders.LOCATION, ORDERS + "/" + order.id())));
    }

    private Future<Answer> orders(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    UUID before = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, OrderQuery.MAX_LIMIT);
                    return () ->
                            new OrderQuery(call.caller().driver(), before == null ? null : new OrderId(before), limit);
                }),
                query -> asking.ask(
                        RentalAddresses.ORDERS,
                        call,
                        query,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    private Future<Answer> cancel(HttpCall call) {
        return Asking.withId(
                call,
                id -> command(
                        call, new CancelOrder(new OrderId(id), call.caller().driver())));
    }

    private Future<Answer> giveBack(HttpCall call) {
        return Asking.withId(
                call,
                id -> command(
                        call, new ReturnItems(new OrderId(id), call.caller().driver())));
    }

    private Future<Answer> command(HttpCall call, RentalCommand command) {
        return asking.ask(RentalAddresses.COMMANDS, call, command, order -> Answer.json(200, order));
    }
}

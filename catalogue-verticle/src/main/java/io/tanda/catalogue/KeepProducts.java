package io.tanda.catalogue;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.catalogue.CatalogueCommand;
import io.tanda.contract.catalogue.CatalogueCommand.ChangeQuantity;
import io.tanda.contract.catalogue.CatalogueCommand.RegisterProduct;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.contract.catalogue.ProductPage;
import io.tanda.contract.catalogue.ProductQuery;
import io.tanda.contract.catalogue.ProductView;
import io.tanda.platform.bus.Breaker;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Staff register products and change how many items there are: once for each command, whoever repeats it. */
final class KeepProducts {
    private final MySqlProducts products;
    private final Once<Change> once;
    private final Breaker registrations;

    /** @param registrations so many at once: more are told to come later */
    KeepProducts(MySqlProducts products, Commits<Change> commits, Breaker registrations) {
        this.products = products;
        this.once = new Once<>(commits);
        this.registrations = registrations;
    }

    Future<Reply<ProductView>> handle(Request<CatalogueCommand> request) {
        return switch (request.body()) {
            case RegisterProduct register ->
                registrations.call(() -> once.answer(
                        request, ProductView.class, () -> Future.succeededFuture(registered(request, register))));
            case ChangeQuantity change -> once.answer(request, ProductView.class, () -> changed(request, change));
        };
    }

    private static Outcome<Change, ProductView> registered(Request<?> request, RegisterProduct register) {
        if (!CatalogueCommand.isName(register.name()))
            return Outcome.refused(
                    Refusal.INVALID,
                    "name must have 1 to " + CatalogueCommand.NAME_MAX_CHARACTERS + " characters, and not only spaces");
        if (!countable(register.quantity())) return uncountable();
        Instant at = at(request);
        Product after = new Product(new ProductView(register.product(), register.name(), register.quantity(), at), 1);
        return Outcome.changed(
                new Change(
                        after,
                        new CatalogueEvent.ProductRegistered(
                                register.product(), register.name(), register.quantity(), at),
                        request.actor(),
                        request.trace()),
                after.view());
    }

    private Future<Outcome<Change, ProductView>> changed(Request<?> request, ChangeQuantity change) {
        if (!countable(change.quantity())) return Future.succeededFuture(uncountable());
        return products.find(change.product()).map(found -> {
            if (found.isEmpty()) return Outcome.refused(Refusal.NOT_FOUND, "no such product is registered");
            Product before = found.get();
            if (before.view().quantity() == change.quantity()) return Outcome.unchanged(before.view());
            Instant at = at(request);
            Product after = new Product(
                    new ProductView(change.product(), before.view().name(), change.quantity(), at),
                    before.version() + 1);
            return Outcome.changed(
                    new Change(
                            after,
                            new CatalogueEvent.QuantityChanged(change.product(), change.quantity(), at),
                            request.actor(),
                            request.trace()),
                    after.view());
        });
    }

    Future<Reply<ProductPage>> list(Request<ProductQuery> request) {
        int limit = request.body().limit();
        return limit < 1 || limit > ProductQuery.MAX_LIMIT
                ? Future.succeededFuture(
                        Reply.refused(Refusal.INVALID, "limit must be from 1 to " + ProductQuery.MAX_LIMIT))
                : products.page(request.body()).map(Reply::done);
    }

    private static boolean countable(int quantity) {
        return quantity >= 0 && quantity <= CatalogueCommand.MOST_ITEMS;
    }

    private static Outcome<Change, ProductView> uncountable() {
        return Outcome.refused(Refusal.INVALID, "quantity must be from 0 to " + CatalogueCommand.MOST_ITEMS + " items");
    }

    private static Instant at(Request<?> request) {
        return request.at().truncatedTo(ChronoUnit.MICROS);
    }
}

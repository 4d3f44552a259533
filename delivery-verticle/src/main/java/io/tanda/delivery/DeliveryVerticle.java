package io.tanda.delivery;

import io.tanda.contract.Contexts;
import io.tanda.contract.OrderId;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.contract.catalogue.CatalogueEvent.ProductRegistered;
import io.tanda.contract.catalogue.CatalogueEvent.QuantityChanged;
import io.tanda.contract.delivery.DeliveryAddresses;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.rental.RentalEvent;
import io.tanda.contract.rental.RentalEvent.ItemsReturned;
import io.tanda.contract.rental.RentalEvent.OrderPlaced;
import io.tanda.delivery.application.AnswerRental;
import io.tanda.delivery.application.Change;
import io.tanda.delivery.application.DeliverOrders;
import io.tanda.delivery.outbound.MySqlDeliveries;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Set;

/** Delivery's life. */
public final class DeliveryVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops(Contexts.DELIVERY.name());

    public DeliveryVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        DeliveryConfig config = DeliveryConfig.of(kit.settings());
        return BoundedContext.open(vertx, kit, Contexts.DELIVERY, stops)
                .compose(context -> wire(context, config).start());
    }

    private static BoundedContext wire(BoundedContext context, DeliveryConfig config) {
        MySqlDeliveries deliveries =
                new MySqlDeliveries(context.store(), context.kit().clock(), config.catalogueLag());
        Commits<Change> commits = context.store().commits(deliveries::write, Set.of());
        DeliverOrders deliver =
                new DeliverOrders(deliveries, commits, context.kit().clock());
        AnswerRental answer = new AnswerRental(deliveries, commits);
        return context.publishes(DeliveryEvent.TOPIC)
                .follows(
                        Interest.<CatalogueEvent, Change>in(CatalogueEvent.TOPIC)
                                .on(ProductRegistered.class, deliver::registered)
                                .on(QuantityChanged.class, deliver::recounted),
                        commits)
                .follows(
                        Interest.<RentalEvent, Change>in(RentalEvent.TOPIC)
                                .on(OrderPlaced.class, deliver::placed)
                                .on(ItemsReturned.class, deliver::returned),
                        commits)
                .forgetsFencesWhere(MySqlDeliveries.OVER)
                .wakes(MySqlDeliveries.DEADLINE, (order, due) -> deliver.due(new OrderId(order)))
                .answers(DeliveryAddresses.CANCEL, answer::cancel)
                .answers(DeliveryAddresses.STOCK, answer::stock);
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}

package io.tanda.rental;

import io.tanda.contract.Contexts;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.contract.catalogue.CatalogueEvent.ProductRegistered;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.rental.RentalAddresses;
import io.tanda.contract.rental.RentalEvent;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.bus.Breaker;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.rental.application.Change;
import io.tanda.rental.application.FollowDelivery;
import io.tanda.rental.application.HandleOrder;
import io.tanda.rental.outbound.BusDeliveries;
import io.tanda.rental.outbound.MySqlOrders;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Set;

/** Rental's life. */
public final class RentalVerticle extends VerticleBase {
    /** A driver waits as long as he does for the payment gateway (E3); some drivers cancel at once, and never hundreds. */
    static final Breaker.Limits CANCELING = new Breaker.Limits(256, 610, 5, 2_000);

    private final Kit kit;
    private final Stops stops = new Stops(Contexts.RENTAL.name());

    public RentalVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        return BoundedContext.open(vertx, kit, Contexts.RENTAL, stops)
                .compose(context -> wire(context).start());
    }

    private static BoundedContext wire(BoundedContext context) {
        Kit kit = context.kit();
        Breaker canceling = new Breaker(context.vertx(), "rental.canceling", CANCELING, kit.meters());
        MySqlOrders orders = new MySqlOrders(context.store());
        Commits<Change> commits = context.store().commits(MySqlOrders::write, Set.of());
        HandleOrder handle = new HandleOrder(orders, new BusDeliveries(kit.bus(), canceling), commits);
        FollowDelivery follow = new FollowDelivery(orders, kit.clock());
        return context.publishes(RentalEvent.TOPIC)
                .readyWithoutKafka()
                .runs(Future::succeededFuture, () -> {
                    canceling.close();
                    return Future.succeededFuture();
                })
                .follows(
                        Interest.<CatalogueEvent, Change>in(CatalogueEvent.TOPIC)
                                .on(ProductRegistered.class, follow::registered),
                        commits)
                .follows(
                        Interest.<DeliveryEvent, Change>in(DeliveryEvent.TOPIC)
                                .on(DeliveryEvent.Delivered.class, follow::told)
                                .on(DeliveryEvent.DeliveryRefused.class, follow::told)
                                .on(DeliveryEvent.DeliveryCanceled.class, follow::told)
                                .on(DeliveryEvent.ItemsTakenBack.class, follow::told),
                        commits)
                .forgetsFencesWhere(MySqlOrders.OVER)
                .answers(RentalAddresses.COMMANDS, handle::handle)
                .answers(RentalAddresses.ORDERS, handle::list);
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}

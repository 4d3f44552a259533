package io.tanda.simulator.city;

import io.tanda.client.Answer;
import io.tanda.contract.catalogue.ProductView;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.OrderView;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The depot: its staff register equipment, and drivers rent it again and again. There is less of it than drivers want at once, so that some
 * find it out of stock; most bring it back, and some think better of it.
 *
 * <pre>
 *   idle --order--> ordered --delivered--> out --return or cancel--> idle
 *    ^                 '--canceled, or nobody knows--.
 *    '-----------------------------------------------'
 * </pre>
 */
final class CityDepot {
    private static final Logger log = LoggerFactory.getLogger(CityDepot.class);

    private static final List<String> EQUIPMENT = List.of("Card reader", "Child seat", "Roof light");
    private static final int MOST_OF_ONE = 3;
    /** Of those who have something: the others bring it back. */
    private static final double THINKS_BETTER = 0.2;

    /** Domain time between two moves of a driver, on average. */
    private static final Duration PAUSE = Duration.ofMinutes(10);
    /** Real time between two looks at an order, however fast the other runs. */
    private static final int LOOK_AFTER_MILLIS = 300;
    /** Looks at an order that stays as it is, before its driver goes on to something else. */
    private static final int LOOKS = 100;

    private final City city;
    private final String staff;
    private final Random random;
    private final List<ProductView> products = new ArrayList<>();

    /** @param staff an admin's token */
    CityDepot(City city, String staff, long seed) {
        this.city = city;
        this.staff = staff;
        this.random = new Random(seed);
    }

    /** @param drivers the tokens of those who rent; until everybody goes home */
    void open(List<String> drivers) {
        if (drivers.isEmpty()) return;
        int quantity = Math.max(MOST_OF_ONE, drivers.size() / EQUIPMENT.size());
        Future<?> registered = Future.succeededFuture();
        for (String name : EQUIPMENT) registered = registered.compose(before -> register(name, quantity));
        registered.onSuccess(done -> drivers.forEach(this::idle)).onFailure(away -> {
            log.debug("the depot opens later: {}", away.getMessage());
            products.clear();
            city.timer(LOOK_AFTER_MILLIS, () -> open(drivers));
        });
    }

    private record Registration(String name, int quantity) {}

    private Future<?> register(String name, int quantity) {
        return city.client()
                .call(
                        HttpMethod.POST,
                        "/v1/products",
                        staff,
                        UUID.randomUUID(),
                        new Registration(name, quantity),
                        ProductView.class)
                .map(Answer::get)
                .onSuccess(products::add);
    }

    private void idle(String driver) {
        pause(() -> order(driver));
    }

    private record Order(UUID product, int quantity) {}

    private void order(String driver) {
        ProductView product = products.get(random.nextInt(products.size()));
        Order order = new Order(product.id().value(), 1 + random.nextInt(MOST_OF_ONE));
        city.client()
                .call(HttpMethod.POST, "/v1/orders", driver, UUID.randomUUID(), order, OrderView.class)
                .map(Answer::get)
                .onSuccess(kept -> {
                    city.tally().ordered();
                    look(driver, kept, LOOKS);
                })
                .onFailure(away -> idle(driver));
    }

    // A page as the API gives it: its cursor is a text of its own.
    private record Orders(List<OrderView> items, @Nullable String next) {}

    private void look(String driver, OrderView order, int left) {
        city.timer(
                LOOK_AFTER_MILLIS,
                () -> city.client()
                        .get("/v1/orders?limit=1", driver, Orders.class)
                        .map(Answer::get)
                        .onComplete((page, away) -> {
                            OrderStatus now = page == null || page.items().isEmpty()
                                    ? OrderStatus.ORDERED
                                    : page.items().getFirst().status();
                            if (now == OrderStatus.DELIVERED) pause(() -> giveBack(driver, order));
                            else if (now == OrderStatus.ORDERED && left > 0) look(driver, order, left - 1);
                            else idle(driver);
                        }));
    }

    private void giveBack(String driver, OrderView order) {
        boolean cancels = random.nextDouble() < THINKS_BETTER;
        String path = "/v1/orders/" + order.id() + (cancels ? "/cancel" : "/return");
        city.client()
                .call(HttpMethod.POST, path, driver, UUID.randomUUID(), null, OrderView.class)
                .onSuccess(answered -> {
                    if (!(answered instanceof Answer.Ok<OrderView>)) return;
                    if (cancels) city.tally().orderCanceled();
                    else city.tally().itemsReturned();
                })
                .onComplete(answered -> idle(driver));
    }

    private void pause(Runnable then) {
        long usual = city.time().realMillis(PAUSE);
        city.timer(LOOK_AFTER_MILLIS + usual / 2 + (long) (random.nextDouble() * usual), then);
    }
}

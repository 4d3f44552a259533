package io.tanda.verification;

import io.tanda.contract.dispatch.Positions;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Calls.Driver;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Drivers who stand where everybody wants a taxi: they are offered every ride, and answer none. */
final class Bystanders implements AutoCloseable {
    /** A taxi that was not heard of for a minute is offered nothing. */
    private static final long HEARD_OF_EVERY_MILLIS = TimeUnit.SECONDS.toMillis(20);

    private final Vertx vertx;
    private final List<Driver> drivers = new ArrayList<>();
    private final long timer;

    Bystanders(Vertx vertx, Calls calls, int count) throws Broken {
        this.vertx = vertx;
        for (int i = 0; i < count; i++) drivers.add(calls.driver());
        List<Positions.Fix> fixes = drivers.stream()
                .map(driver -> new Positions.Fix(driver.id(), Calls.PICKUP.lat(), Calls.PICKUP.lng(), null))
                .toList();
        String operator = calls.tokens().operator(UUID.randomUUID());
        calls.done("report positions", () -> calls.client().sendFleetPositions(operator, fixes));
        this.timer = vertx.setPeriodic(
                HEARD_OF_EVERY_MILLIS,
                // One that is lost is followed by the next.
                tick -> calls.client().sendFleetPositions(operator, fixes).onFailure(lost -> {}));
    }

    List<Driver> drivers() {
        return List.copyOf(drivers);
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}

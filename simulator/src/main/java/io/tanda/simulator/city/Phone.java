package io.tanda.simulator.city;

import io.tanda.client.EventStream;
import io.vertx.core.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A driver's telephone: what he is told comes by its stream, and goes on where it was when a dead one is back. */
final class Phone {
    private final City city;
    private final String token;
    private final Consumer<EventStream.Event> told;
    private @Nullable EventStream stream;
    private @Nullable String toldUntil;
    private boolean dead;

    Phone(City city, String token, Consumer<EventStream.Event> told) {
        this.city = city;
        this.token = token;
        this.told = told;
    }

    /** @return when it listens */
    Future<Void> on() {
        dead = false;
        EventStream opened = city.client().driverEvents(token, toldUntil, told);
        stream = opened;
        return opened.connected();
    }

    void off() {
        EventStream open = stream;
        if (open == null) return;
        toldUntil = open.lastEventId();
        open.close();
    }

    /** Nothing is told, and nobody hears where the taxi is. */
    void dies() {
        dead = true;
        off();
    }

    boolean isDead() {
        return dead;
    }
}

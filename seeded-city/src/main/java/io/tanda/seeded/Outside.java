package io.tanda.seeded;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The way to whoever is called over the internet: a call may not arrive, and its answer may come late or never. */
final class Outside {
    private final City city;

    Outside(City city) {
        this.city = city;
    }

    /**
     * @param what happens there, for a person
     * @param limitMicros how long it is waited for
     * @param does what is done there, and says what is answered
     * @param silence what is heard of in time if nothing is
     * @param late told of an answer that comes after that
     */
    <A> Future<A> call(
            Life life, String what, Object about, long limitMicros, Supplier<A> does, A silence, Consumer<A> late) {
        Promise<A> heard = Promise.promise();
        Agenda.Entry limit =
                life.after(limitMicros, "waits no longer for an answer", about, () -> heard.tryComplete(silence));
        if (city.chance().happens(city.weather().gatewayLost() / 2)) return heard.future();
        city.agenda().after(way(), null, what, about, () -> {
            A answer = does.get();
            if (city.chance().happens(city.weather().gatewayLost() / 2)) return;
            life.after(way(), "is answered from outside", about, () -> {
                limit.cancel();
                if (!heard.tryComplete(answer)) late.accept(answer);
            });
        });
        return heard.future();
    }

    private long way() {
        return city.chance().happens(city.weather().gatewayLate())
                ? city.chance().millis(300, 10_000)
                : city.chance().millis(1, 250);
    }
}

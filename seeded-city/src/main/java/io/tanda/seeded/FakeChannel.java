package io.tanda.seeded;

import io.tanda.notify.delivery.Channel;
import io.tanda.notify.delivery.Handed;
import io.tanda.notify.delivery.Message;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.Set;

/** A way to people's phones: takes what it gets, once for each key where it knows keys. What it says may come late or never. */
final class FakeChannel {
    /** Longer than it is waited for. */
    private static final long LIMIT_MICROS = 30_000_000;

    private final City city;
    private final Outside outside;
    private final String name;
    private final boolean knowsKeys;
    private final Set<String> keys = new HashSet<>();

    FakeChannel(City city, String name, boolean knowsKeys) {
        this.city = city;
        this.outside = new Outside(city);
        this.name = name;
        this.knowsKeys = knowsKeys;
    }

    String name() {
        return name;
    }

    /** As one life of notify reaches it. */
    Channel as(Life life) {
        return new Channel() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean knowsKeys() {
                return knowsKeys;
            }

            @Override
            public Future<Handed> hand(Message message) {
                return outside.call(
                        life,
                        name + " is handed a notice of",
                        message.notice().about(),
                        LIMIT_MICROS,
                        () -> take(message),
                        Handed.NO_ANSWER,
                        late -> {});
            }

            @Override
            public Future<Void> close() {
                return Future.succeededFuture();
            }
        };
    }

    private Handed take(Message message) {
        if (knowsKeys && keys.contains(message.key())) return Handed.TAKEN;
        if (city.chance().happens(city.weather().declined() / 2)) return Handed.NOT_NOW;
        keys.add(message.key());
        city.promises().notices().handed(name, message.notice());
        return Handed.TAKEN;
    }
}

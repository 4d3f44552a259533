package io.tanda.seeded;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.dispatch.call.application.AlarmClock;
import io.tanda.platform.events.Interest;
import io.tanda.platform.time.DeadlineHandler;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An instance from a start to the next crash: all that it has under way ends with it. */
final class Life implements AlarmClock, RealTime {
    private static final long NANOS_PER_MICRO = 1_000;

    /** @param as what the changes of its events are to the store */
    record Followed<E extends Event, P, C>(Interest<E, P> interest, Function<P, C> as) {
        Future<Void> takeEffect(Recorded event, BiFunction<@Nullable C, Runnable, Future<Void>> commit) {
            return interest.takeEffect(event, effects -> {
                P change = effects.change();
                return commit.apply(change == null ? null : as.apply(change), effects.afterwards());
            });
        }
    }

    private final City city;
    private final String name;
    private final Duration skew;
    private boolean over;

    private final Map<String, Function<Object, Future<?>>> serves = new HashMap<>();
    private final Map<Topic<?>, Followed<?, ?, ?>> follows = new HashMap<>();
    private final Map<String, DeadlineHandler> wakes = new LinkedHashMap<>();

    Life(City city, String name, Duration skew) {
        this.city = city;
        this.name = name;
        this.skew = skew;
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    /** Happens unless this life is over by then. */
    @CanIgnoreReturnValue
    Agenda.Entry after(long micros, String what, Object about, Runnable work) {
        return city.agenda().after(micros, this, what, about, work);
    }

    // What it is there for.

    @SuppressWarnings("unchecked")
    <C, R> void serves(Address<C, R> address, Function<Request<C>, Future<Reply<R>>> handler) {
        serves.put(address.name(), request -> handler.apply(((Request<C>) request).takenAt(instant())));
    }

    <E extends Event, C> void follows(Interest<E, C> interest) {
        follows(interest, change -> change);
    }

    /** @param as what its changes are to the store */
    <E extends Event, P, C> void follows(Interest<E, P> interest, Function<P, C> as) {
        follows.put(interest.topic(), new Followed<>(interest, as));
    }

    void wakes(String kind, DeadlineHandler handler) {
        wakes.put(kind, handler);
    }

    @SuppressWarnings("unchecked")
    <C, R> Future<Reply<R>> answer(Address<C, R> address, Request<C> request) {
        Function<Object, Future<?>> handler = serves.get(address.name());
        if (handler == null) throw new IllegalStateException(name + " does not serve " + address);
        return Future.succeededFuture().compose(begun -> (Future<Reply<R>>) handler.apply(request));
    }

    @Nullable
    Followed<?, ?, ?> followed(Topic<?> topic) {
        return follows.get(topic);
    }

    @Nullable
    DeadlineHandler handler(String kind) {
        return wakes.get(kind);
    }

    // Its clocks.

    @Override
    public Instant instant() {
        return city.agenda().instant().plus(skew);
    }

    @Override
    public Alarm at(Instant due, Runnable work) {
        // Where a timer rings late, the stored deadline is there first.
        long late =
                city.chance().happens(city.weather().dawdled()) ? city.chance().millis(0, Weather.DAWDLED_MILLIS) : 0;
        long micros = ChronoUnit.MICROS.between(instant(), due);
        return after(micros + late, "wakes", name, work)::cancel;
    }

    @Override
    public long nanos() {
        return city.agenda().now() * NANOS_PER_MICRO;
    }

    @Override
    public Future<Void> pause(Duration length) {
        Promise<Void> over = Promise.promise();
        after(length.toMillis() * NANOS_PER_MICRO, "goes on", name, over::complete);
        return over.future();
    }

    @Override
    public <T> Future<T> within(Duration limit, Future<T> work) {
        if (work.isComplete()) return work;
        Promise<T> first = Promise.promise();
        Agenda.Entry late = after(
                limit.toMillis() * NANOS_PER_MICRO,
                "waits no longer",
                name,
                () -> first.tryFail(new TimeoutException("not within " + limit)));
        work.onComplete(done -> {
            late.cancel();
            if (done.succeeded()) first.tryComplete(done.result());
            else first.tryFail(done.cause());
        });
        return first.future();
    }

    @Override
    public String toString() {
        return name;
    }
}

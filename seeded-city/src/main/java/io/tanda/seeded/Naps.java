package io.tanda.seeded;

import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The pauses of whoever looks every so often whether something is due: they last until something is, for nothing happens in between. */
final class Naps {
    private static final long MICROS_PER_MILLI = 1_000;

    private static final class Nap {
        private final Life of;
        private final long least;
        private final Promise<Void> over;
        private Agenda.@Nullable Entry end;

        private Nap(Life of, long least, Promise<Void> over) {
            this.of = of;
            this.least = least;
            this.over = over;
        }
    }

    private final City city;
    private final Supplier<Optional<Instant>> firstDue;
    private final List<Nap> naps = new ArrayList<>();

    /** @param firstDue absent: nothing will be, unless something happens */
    Naps(City city, Supplier<Optional<Instant>> firstDue) {
        this.city = city;
        this.firstDue = firstDue;
    }

    /** Its real time, with such pauses. */
    RealTime of(Life life) {
        return new RealTime() {
            @Override
            public long nanos() {
                return life.nanos();
            }

            @Override
            public Future<Void> pause(Duration length) {
                Nap nap = new Nap(life, city.agenda().now() + length.toMillis() * MICROS_PER_MILLI, Promise.promise());
                naps.add(nap);
                plan(nap);
                return nap.over.future();
            }

            @Override
            public <T> Future<T> within(Duration limit, Future<T> work) {
                return life.within(limit, work);
            }
        };
    }

    /** What is due may have changed. */
    void shift() {
        naps.removeIf(nap -> nap.of.isOver());
        naps.forEach(this::plan);
    }

    private void plan(Nap nap) {
        Agenda.Entry before = nap.end;
        long now = city.agenda().now();
        long at = firstDue.get()
                .map(due -> Math.max(ChronoUnit.MICROS.between(Agenda.START, due), nap.least))
                .orElse(Long.MAX_VALUE);
        if (before != null) {
            if (before.at() == at) return;
            before.cancel();
        }
        nap.end = at == Long.MAX_VALUE
                ? null
                : nap.of.after(at - now, "looks for what is due", nap.of.toString(), () -> {
                    naps.remove(nap);
                    nap.over.complete();
                });
    }
}

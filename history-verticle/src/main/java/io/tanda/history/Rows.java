package io.tanda.history;

import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What the tables learn of an event: statements that run in order, and all or none of them. */
@FunctionalInterface
interface Rows {
    void write(Unit.Builder unit);

    static Commits<Rows> commits(Store store) {
        return store.commits((unit, rows) -> rows.write(unit), Set.of());
    }

    /** An event is its rows; nothing is looked up first. */
    static <E extends Event> Interest.Meaning<E, Rows> of(BiFunction<E, Recorded, Rows> rows) {
        return (event, recorded) -> Future.succeededFuture(Effects.of(rows.apply(event, recorded)));
    }

    static Rows row(Insert into, @Nullable Object... values) {
        return unit -> unit.insert(into, values);
    }

    default Rows and(Rows more) {
        return unit -> {
            write(unit);
            more.write(unit);
        };
    }
}

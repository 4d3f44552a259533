package io.tanda.notify.notice;

import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tables learn of an event: statements that run in order, and all or none of them. */
@FunctionalInterface
public interface Change {
    void write(Unit.Builder unit);

    static Commits<Change> commits(Store store) {
        return store.commits((unit, change) -> change.write(unit), Set.of());
    }

    static Change none() {
        return unit -> {};
    }

    static Change row(Insert into, @Nullable Object... values) {
        return unit -> unit.insert(into, values);
    }

    default Change and(Change more) {
        return unit -> {
            write(unit);
            more.write(unit);
        };
    }
}

package io.tanda.platform.commit;

import org.jspecify.annotations.Nullable;

/**
 * What an event of another context means here: a change, which is committed together with the note that the event was seen.
 *
 * @param change absent: nothing
 * @param afterwards runs after the commit and not otherwise; must not throw, must not be needed
 */
public record Effects<C>(@Nullable C change, Runnable afterwards) {
    public static <C> Effects<C> none() {
        return new Effects<>(null, () -> {});
    }

    public static <C> Effects<C> of(C change) {
        return new Effects<>(change, () -> {});
    }

    public Effects<C> afterwards(Runnable nudge) {
        return new Effects<>(change, nudge);
    }
}

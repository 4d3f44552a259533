package io.tanda.history;

import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Unit;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** The tables {@code method} and {@code payer}: what riders can pay with, masked, as payment tells it (ADR 29). */
final class MethodRows {
    private static final Insert METHOD = Insert.orReplace(
            "method", "method_id", "rider_id", "kind", "brand", "last_four", "expiry", "registered_at");
    private static final Insert USUAL = Insert.orReplace("payer", "rider_id", "usual");

    private MethodRows() {}

    static void write(Unit.Builder unit, News.OfMethods news) {
        switch (news) {
            case News.Registered n ->
                unit.insert(METHOD, n.method(), n.rider(), n.kind(), n.brand(), n.lastFour(), text(n.expiry()), n.at());
            // Its digits go with it.
            case News.Removed n -> unit.insert(METHOD, n.method(), n.rider(), n.kind(), null, null, null, null);
            case News.Usual n -> unit.insert(USUAL, n.rider(), n.method());
        }
    }

    private static @Nullable String text(@Nullable YearMonth month) {
        return month == null ? null : month.toString();
    }
}

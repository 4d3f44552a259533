package io.tanda.invariants.story;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Short names for one story: a letter and a number, in the order in which it mentions them. Who they are is said at its end. */
final class Names {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Map<UUID, String> drivers = new LinkedHashMap<>();
    private final Map<UUID, String> operators = new LinkedHashMap<>();

    String driver(DriverId driver) {
        return "driver " + shortOf(driver);
    }

    String shortOf(DriverId driver) {
        return drivers.computeIfAbsent(driver.value(), id -> "D" + (drivers.size() + 1));
    }

    String operator(Actor actor) {
        return "operator " + operators.computeIfAbsent(actor.id(), id -> "O" + (operators.size() + 1));
    }

    /** Each short name with its id. */
    Map<String, UUID> legend() {
        Map<String, UUID> legend = new LinkedHashMap<>();
        drivers.forEach((id, name) -> legend.put(name, id));
        operators.forEach((id, name) -> legend.put(name, id));
        return legend;
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String money(Money money) {
        int digits = Math.max(0, Currency.getInstance(money.currency()).getDefaultFractionDigits());
        return BigDecimal.valueOf(money.minorUnits(), digits).toPlainString() + " " + money.currency();
    }

    static String place(Place place) {
        String where = String.format(Locale.ROOT, "%.5f, %.5f", place.lat(), place.lng());
        return place.label() == null ? where : place.label() + " (" + where + ")";
    }

    /** A wire name as words. */
    static String words(String wireName) {
        return wireName.replace('_', ' ');
    }
}

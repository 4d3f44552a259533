package io.tanda.verification;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** B8: what the two core services were asked while everything was done to them, and how much of it had a definite answer. */
final class Availability {
    /** Percent. Only as many as were asked can show it: below 100,000 one that is not answered is too many. */
    static final double AIM = 99.999;

    /** A service by what it is asked, as {@link Calls} calls it. */
    enum Core {
        BOOKING("accepting bookings"),
        DISPATCH("dispatch");

        private final String words;

        Core(String words) {
            this.words = words;
        }

        private boolean isAsked(String what) {
            return switch (what) {
                case "book", "cancel" -> this == BOOKING;
                case "accept", "arrive", "pick up", "drop off" -> this == DISPATCH;
                default -> false;
            };
        }
    }

    private final Map<Core, AtomicLong> asked = counters();
    private final Map<Core, AtomicLong> answered = counters();

    private static Map<Core, AtomicLong> counters() {
        Map<Core, AtomicLong> counters = new EnumMap<>(Core.class);
        for (Core core : Core.values()) counters.put(core, new AtomicLong());
        return counters;
    }

    void asked(String what) {
        count(asked, what);
    }

    /** Done, or refused with a reason. */
    void answered(String what) {
        count(answered, what);
    }

    private static void count(Map<Core, AtomicLong> counters, String what) {
        counters.forEach((core, counter) -> {
            if (core.isAsked(what)) counter.incrementAndGet();
        });
    }

    long asked(Core core) {
        return asked.getOrDefault(core, new AtomicLong()).get();
    }

    long answered(Core core) {
        return answered.getOrDefault(core, new AtomicLong()).get();
    }

    List<String> table() {
        return List.of(
                "| answered / asked, by those who ask again as apps do | answered | asked | % (aim: " + AIM + ") |",
                "| --- | ---: | ---: | ---: |",
                row(Core.BOOKING),
                row(Core.DISPATCH));
    }

    private String row(Core core) {
        long all = asked(core);
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %s |",
                core.words,
                answered(core),
                all,
                all == 0 ? "" : String.format(Locale.ROOT, "%.3f", 100.0 * answered(core) / all));
    }
}

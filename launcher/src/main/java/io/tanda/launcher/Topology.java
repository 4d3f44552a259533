package io.tanda.launcher;

import io.tanda.platform.ops.Settings;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Which verticles this process runs.
 *
 * @param production refuses what only development may do
 */
public record Topology(Set<Part> parts, boolean production) {
    /** In the order of their start; they stop in reverse, so that HTTP is the last to open and the first to close. */
    public enum Part {
        HISTORY,
        PAYMENT,
        DISPATCH,
        BOOKING,
        WEB;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads {@code verticles} (default all) and {@code profile} ({@code dev} or {@code production}). */
    static Topology of(Settings settings) {
        boolean production = isProduction(settings);
        String names = settings.text("verticles", "web,booking,dispatch,payment,history", "verticles by name");
        Set<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : names.split(",")) {
            try {
                parts.add(Part.valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                settings.problem("verticles (TANDA_VERTICLES) knows web, booking, dispatch, payment and history, not \""
                        + name.strip() + "\"");
            }
        }
        if (parts.contains(Part.WEB) && !parts.contains(Part.BOOKING) && production)
            settings.problem(
                    "verticles (TANDA_VERTICLES) has web without booking: in production they share a process, so that"
                            + " a booking is accepted whatever else is down");
        return new Topology(parts, production);
    }

    private static boolean isProduction(Settings settings) {
        String profile = settings.text("profile", "production", "dev or production");
        if (!profile.equals("dev") && !profile.equals("production"))
            settings.problem("profile (TANDA_PROFILE) must be dev or production, not \"" + profile + "\"");
        return !profile.equals("dev");
    }
}

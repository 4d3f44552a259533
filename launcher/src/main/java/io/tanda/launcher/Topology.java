package io.tanda.launcher;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.platform.ops.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which contexts' verticles this process runs.
 *
 * @param contexts in the order of their start: who only asks comes last, and so stops first
 * @param production refuses what only development may do
 */
public record Topology(List<Context> contexts, boolean production) {
    private static final String ALL =
            Contexts.ALL.reversed().stream().map(Context::name).collect(Collectors.joining(","));

    /** Reads {@code verticles} (default all) and {@code profile} ({@code dev} or {@code production}). */
    static Topology of(Settings settings) {
        boolean production = isProduction(settings);
        Set<Context> named = new HashSet<>();
        for (String verticle :
                settings.text("verticles", ALL, "verticles by name").split(",")) {
            String name = name(settings, verticle.strip());
            Optional<Context> context = Contexts.named(name);
            if (context.isEmpty())
                settings.problem(
                        "verticles (TANDA_VERTICLES) knows " + ALL.replace(",", ", ") + ", not \"" + name + "\"");
            else if (!named.add(context.get())) settings.problem("verticles (TANDA_VERTICLES) has " + name + " twice");
        }
        if (named.contains(Contexts.WEB) && !named.contains(Contexts.BOOKING) && production)
            settings.problem(
                    "verticles (TANDA_VERTICLES) has web without booking: in production they share a process, so that"
                            + " a booking is accepted whatever else is down");
        return new Topology(Contexts.ALL.stream().filter(named::contains).toList(), production);
    }

    /** {@code booking}, or {@code booking:1}: docs/adr/0013 says why never more. */
    private static String name(Settings settings, String verticle) {
        int colon = verticle.indexOf(':');
        if (colon < 0) return verticle;
        String name = verticle.substring(0, colon);
        String instances = verticle.substring(colon + 1);
        if (!instances.equals("1"))
            settings.problem("verticles (TANDA_VERTICLES) has \"" + verticle + "\": a process runs one " + name
                    + " at most. For more of it start another process, which joins by cluster.members");
        return name;
    }

    /**
     * Those that it is there for. Who takes requests is there to take bookings, whatever else it runs; who does not, for all that it runs.
     */
    Set<Context> role() {
        Set<Context> all = Set.copyOf(contexts);
        if (!all.contains(Contexts.WEB)) return all;
        Set<Context> front = new HashSet<>(Set.of(Contexts.WEB, Contexts.BOOKING));
        front.retainAll(all);
        return front;
    }

    private static boolean isProduction(Settings settings) {
        String profile = settings.text("profile", "production", "dev or production");
        if (!profile.equals("dev") && !profile.equals("production"))
            settings.problem("profile (TANDA_PROFILE) must be dev or production, not \"" + profile + "\"");
        return !profile.equals("dev");
    }
}

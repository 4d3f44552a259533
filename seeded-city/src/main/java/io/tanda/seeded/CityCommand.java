package io.tanda.seeded;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./tanda city}: lives through cities, or through one again. */
@Command(
        name = "city",
        description =
                "Booking, dispatch, payment, history and notify in one thread, from one seed, with all that can go wrong.",
        mixinStandardHelpOptions = true)
public final class CityCommand implements Callable<Integer> {
    /** Of trouble, in each city. */
    public static final long STEPS = 8_000;

    /** All that happens in a city stays in memory: so many take some 100 MB. */
    private static final long MOST_STEPS = 200_000;

    @Option(names = "--seed", description = "the one city to live through (again)")
    private @Nullable Long seed;

    @Option(names = "--seeds", defaultValue = "200", description = "how many cities, from seed 1 on (default: 200)")
    private int seeds;

    @Option(names = "--steps", defaultValue = "" + STEPS, description = "of trouble in each city (default: 8000)")
    private long steps;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--bug", description = "plants a bug that must be found: ${COMPLETION-CANDIDATES}")
    private List<Flaw> bugs = new ArrayList<>();

    public static void main(String[] args) {
        // Before the first logger.
        if (System.getProperty("logback.configurationFile") == null)
            System.setProperty("logback.configurationFile", "io/tanda/seeded/logback.xml");
        System.exit(new CommandLine(new CityCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() {
        if (seeds < 1) throw nonsense("--seeds: at least 1, not " + seeds);
        if (steps < 1 || steps > MOST_STEPS) throw nonsense("--steps: 1 to " + MOST_STEPS + ", not " + steps);
        Set<Flaw> flaws = bugs.isEmpty() ? EnumSet.noneOf(Flaw.class) : EnumSet.copyOf(bugs);
        long began = System.nanoTime();
        List<City.Run> runs = (seed != null ? LongStream.of(seed) : LongStream.rangeClosed(1, seeds))
                .parallel()
                .mapToObj(one -> new City(one, flaws).run(steps))
                .toList();
        double seconds = (System.nanoTime() - began) / 1e9;
        PrintWriter out = commandLine().getOut();
        for (City.Run run : runs) if (run.broken() != null) out.println(report(run));
        long all = runs.stream().mapToLong(City.Run::steps).sum();
        long broken = runs.stream().filter(run -> run.broken() != null).count();
        out.printf(
                "%d cities, %d steps in %.1f s, %d rides requested and %d completed; %d cities with a broken promise; trace %x%n",
                runs.size(),
                all,
                seconds,
                runs.stream().mapToInt(City.Run::rides).sum(),
                runs.stream().mapToInt(City.Run::completed).sum(),
                broken,
                runs.stream().mapToLong(City.Run::trace).reduce(17, (traces, trace) -> 31 * traces + trace));
        out.flush();
        return broken == 0 ? 0 : 1;
    }

    private CommandLine commandLine() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private ParameterException nonsense(String why) {
        return new ParameterException(commandLine(), why);
    }

    /** For a person: what broke, where, and how to see it again. */
    public static String report(City.Run run) {
        Broken broken = run.broken();
        if (broken == null) return "seed " + run.seed() + ": every promise was kept";
        return "seed " + run.seed() + ", step " + broken.step() + ": " + broken.getMessage() + "\n    "
                + String.join("\n    ", run.last()) + "\n  again: " + again(run);
    }

    private static String again(City.Run run) {
        StringBuilder again = new StringBuilder("./tanda city --seed ").append(run.seed());
        if (run.trouble() != STEPS) again.append(" --steps ").append(run.trouble());
        for (Flaw flaw : run.flaws()) again.append(" --bug ").append(flaw);
        return again.toString();
    }
}

package io.tanda.verification;

import io.tanda.pods.Podman;
import io.tanda.servers.Checkout;
import io.tanda.servers.TandaRoot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tanda verify}: tries the promises of a cluster, one figure after another, and says what came of each. */
@Command(
        name = "verify",
        description = {
            "Tries the promises of a cluster of processes on this machine, with its own database and broker below data/verify.",
            "Figures: kills, redeploy, streams, alone, gateway, charges, race, scale; pods, cut and split in containers of podman; all when none is named."
        },
        mixinStandardHelpOptions = true)
public final class Verify implements Callable<Integer> {
    /** In this order: each leaves a whole cluster to the next. */
    static final List<Figure> FIGURES = List.of(
            new KillMatrix(),
            new RollingRedeploy(),
            new CutStreams(),
            new FrontsAlone(),
            new GatewayAway(),
            new ChargeKills(),
            new AcceptRace(),
            new ScaleOut());

    private static final List<PodFigure> POD_FIGURES = List.of(new PodRedeploy(), new PodCut(), new PodSplit());

    @Parameters(paramLabel = "FIGURE", description = "which to try", arity = "0..*")
    private List<String> names = List.of();

    @Option(names = "--full", description = "as often and as long as each promise says: an hour and more")
    private boolean full;

    public static void main(String[] arguments) {
        // Before the first logger.
        if (System.getProperty("logback.configurationFile") == null)
            System.setProperty("logback.configurationFile", "io/tanda/verification/logback.xml");
        System.exit(new CommandLine(new Verify()).execute(arguments));
    }

    /** @return 0: every promise held */
    @Override
    public Integer call() throws IOException {
        List<Figure> chosen = FIGURES.stream()
                .filter(figure -> names.isEmpty() || names.contains(figure.name()))
                .toList();
        List<PodFigure> inPods = POD_FIGURES.stream()
                .filter(figure -> names.isEmpty() || names.contains(figure.name()))
                .toList();
        if (!names.isEmpty() && chosen.size() + inPods.size() < names.size()) {
            System.err.println("verify knows "
                    + Stream.concat(
                                    FIGURES.stream().map(Figure::name),
                                    POD_FIGURES.stream().map(PodFigure::name))
                            .collect(Collectors.joining(", "))
                    + ", not all of " + names);
            return CommandLine.ExitCode.USAGE;
        }
        Path root = TandaRoot.find();
        Lines out = System.out::println;
        List<Finding> findings = new ArrayList<>();
        Availability availability = new Availability();
        if (!chosen.isEmpty()) findings.addAll(run(root, root.resolve("data/verify"), chosen, full, availability, out));
        if (!inPods.isEmpty())
            findings.addAll(runPods(root, root.resolve("data/verify-pods"), inPods, full, availability, out));
        table(findings, out);
        out.say("");
        availability.table().forEach(out::say);
        boolean broken = findings.stream().anyMatch(finding -> finding.tried() && !finding.holds());
        return !broken ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Where what happens is told, a line at a time. */
    interface Lines {
        void say(String line);
    }

    static List<Finding> run(
            Path root, Path folder, List<Figure> figures, boolean full, Availability availability, Lines out)
            throws IOException {
        Vertx vertx = Vertx.vertx();
        List<Finding> findings = new ArrayList<>();
        try (Cluster cluster = new Cluster(new Checkout(root), folder)) {
            out.say("Starting front, dispatch (each twice), payment and history");
            cluster.startAll();
            for (Figure figure : figures) {
                Finding finding = tried(figure, new Figure.Stage(vertx, cluster, full, availability, out));
                findings.add(finding);
                say(figure.name(), finding, out);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        return findings;
    }

    static List<Finding> runPods(
            Path root, Path folder, List<PodFigure> figures, boolean full, Availability availability, Lines out)
            throws IOException {
        Vertx vertx = Vertx.vertx();
        List<Finding> findings = new ArrayList<>();
        out.say("Starting the pods of the manifests");
        try (Containers containers = new Containers(new Checkout(root), folder, out)) {
            for (PodFigure figure : figures) {
                Finding finding = tried(figure, new PodFigure.Stage(vertx, containers, full, availability));
                findings.add(finding);
                say(figure.name(), finding, out);
            }
        } catch (Podman.Missing e) {
            out.say(String.valueOf(e.getMessage()));
            figures.forEach(figure -> findings.add(Finding.notTried(figure.promise(), "no podman")));
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        return findings;
    }

    private static void say(String figure, Finding finding, Lines out) {
        out.say(figure + ": " + (finding.holds() ? "holds" : "BROKEN") + "; " + finding.measured());
        finding.violations().forEach(violation -> out.say("  " + violation));
    }

    private static Finding tried(PodFigure figure, PodFigure.Stage stage) {
        try {
            return figure.tryIt(stage);
        } catch (IOException | Calls.Broken e) {
            return new Finding(figure.promise(), 0, List.of(String.valueOf(e.getMessage())), "not tried to its end");
        }
    }

    /** A figure that could not be tried to its end has not held. */
    private static Finding tried(Figure figure, Figure.Stage stage) {
        try {
            return figure.tryIt(stage);
        } catch (IOException | Calls.Broken e) {
            return new Finding(figure.name(), 0, List.of(String.valueOf(e.getMessage())), "not tried to its end");
        }
    }

    private static void table(List<Finding> findings, Lines out) {
        out.say("");
        out.say("| promise | rounds | violations |");
        out.say("| --- | ---: | ---: |");
        for (Finding finding : findings)
            out.say(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %,d |",
                    finding.promise(),
                    finding.rounds(),
                    finding.violations().size()));
    }
}

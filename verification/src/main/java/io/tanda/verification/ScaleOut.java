package io.tanda.verification;

import io.tanda.pods.Autoscaler;
import io.tanda.verification.Member.Signal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The same rides by one, two and three processes that dispatch: what a ride costs, and how it is shared. */
final class ScaleOut implements Figure {
    private static final int MOST = 3;
    private static final int PAIRS = 8;
    private static final int RIDES = 1_000;
    private static final int RIDES_SHORT = 60;
    /** Driven before anything is counted: a new process compiles, and partitions move to it. */
    private static final int WARM_SHARE = 4;

    /** A rush hour, in rides a second. */
    private static final int[] RUSH = {5, 40, 120, 250, 120, 40, 5};

    private static final Duration RUSH_STEP = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Calls.Broken {
        Cluster cluster = stage.cluster();
        int rides = stage.full() ? RIDES : RIDES_SHORT;
        List<String> measured = new ArrayList<>();
        List<String> violations = new ArrayList<>();
        double cpuOfRide = 0;
        while (cluster.members(Role.DISPATCH).size() > 1) {
            Member last = cluster.members(Role.DISPATCH).getLast();
            last.send(Signal.TERM);
            last.awaitEnd(Cluster.STOP_LIMIT);
            cluster.forget(last);
        }
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), cluster);
            SteadyRides load = new SteadyRides(calls, PAIRS);
            for (int processes = 1; processes <= MOST; processes++) {
                cluster.startUpTo(Role.DISPATCH, processes);
                load.awaitMore(rides / WARM_SHARE);
                Cost cost = measure(cluster, load, rides);
                measured.add(cost.toString());
                cpuOfRide = cost.dispatchers().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum()
                        / 1_000;
            }
            load.end();
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, (int) load.completed()));
        }
        violations.addAll(rush(stage, cpuOfRide));
        return new Finding(
                "one more process adds capacity, and no work", MOST, violations, String.join("; ", measured));
    }

    /** What the autoscaler of the manifests makes of a rush hour, when a ride costs what was measured. */
    private static List<String> rush(Stage stage, double cpuOfRide) throws IOException {
        Autoscaler.Rule rule = stage.cluster().manifests().autoscaler("dispatch");
        List<Autoscaler.Load> loads = Arrays.stream(RUSH)
                .mapToObj(rides -> new Autoscaler.Load(RUSH_STEP, rides * cpuOfRide))
                .toList();
        List<Autoscaler.Change> changes = new Autoscaler(rule).play(loads);
        stage.out()
                .say(String.format(
                        Locale.ROOT,
                        "  simulated: %s rides a second for %d minutes each, %.1f ms of dispatch's CPU a ride",
                        Arrays.toString(RUSH),
                        RUSH_STEP.toMinutes(),
                        cpuOfRide * 1_000));
        for (Autoscaler.Change change : changes)
            stage.out()
                    .say(String.format(
                            Locale.ROOT,
                            "  %5.1f min: %d to %d pods, at %.0f %% of what they request",
                            change.time().toSeconds() / 60.0,
                            change.from(),
                            change.to(),
                            change.used() * 100));
        int most = changes.stream().mapToInt(Autoscaler.Change::to).max().orElse(rule.least());
        if (most == rule.least()) return List.of("the autoscaler adds no pod in a rush hour");
        if (changes.getLast().to() != rule.least()) return List.of("the autoscaler does not take its pods away again");
        return List.of();
    }

    /**
     * Of 1,000 rides.
     *
     * @param cpuSeconds of all processes
     * @param dispatchers CPU seconds of each process that dispatches
     */
    private record Cost(double cpuSeconds, double statements, List<Double> dispatchers) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%d: %.1f CPU s and %,.0f statements per 1,000 rides, dispatch %s s",
                    dispatchers.size(),
                    cpuSeconds,
                    statements,
                    dispatchers.stream()
                            .map(seconds -> String.format(Locale.ROOT, "%.1f", seconds))
                            .collect(Collectors.joining(" + ")));
        }
    }

    private static Cost measure(Cluster cluster, SteadyRides load, int rides) throws IOException {
        List<Member> dispatchers = cluster.members(Role.DISPATCH);
        List<Duration> before = dispatchers.stream().map(Member::cpu).toList();
        Duration allBefore = cpu(cluster);
        long statements = statements(cluster);
        long driven = load.completed();
        load.awaitMore(rides);
        double thousands = (load.completed() - driven) / 1_000.0;
        List<Double> each = new ArrayList<>();
        for (int i = 0; i < dispatchers.size(); i++)
            each.add(seconds(dispatchers.get(i).cpu().minus(before.get(i))) / thousands);
        return new Cost(
                seconds(cpu(cluster).minus(allBefore)) / thousands,
                (statements(cluster) - statements) / thousands,
                List.copyOf(each));
    }

    private static Duration cpu(Cluster cluster) {
        return cluster.members().stream().map(Member::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    private static double seconds(Duration cpu) {
        return cpu.toMillis() / 1_000.0;
    }

    private static long statements(Cluster cluster) throws IOException {
        try (Connection connection = DriverManager.getConnection(cluster.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Com_stmt_execute'")) {
            rows.next();
            return rows.getLong(2);
        } catch (SQLException e) {
            throw new IOException("the database's counters: " + e.getMessage(), e);
        }
    }
}

package io.tanda.verification;

import io.tanda.verification.Member.Signal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The same rides by one, two and three processes that dispatch: what a ride costs, and how it is shared. */
final class ScaleOut implements Figure {
    private static final int MOST = 3;
    private static final int PAIRS = 8;
    private static final int RIDES = 1_000;
    private static final int RIDES_SHORT = 60;
    /** Driven before anything is counted: a new process compiles, and partitions move to it. */
    private static final int WARM_SHARE = 4;

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
                measured.add(measure(cluster, load, rides));
            }
            load.end();
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, (int) load.completed()));
        }
        return new Finding(
                "one more process adds capacity, and no work", MOST, violations, String.join("; ", measured));
    }

    private static String measure(Cluster cluster, SteadyRides load, int rides) throws IOException {
        List<Member> dispatchers = cluster.members(Role.DISPATCH);
        List<Duration> before = dispatchers.stream().map(Member::cpu).toList();
        Duration allBefore = cpu(cluster);
        long statements = statements(cluster);
        long driven = load.completed();
        load.awaitMore(rides);
        double thousands = (load.completed() - driven) / 1_000.0;
        List<String> shares = new ArrayList<>();
        for (int i = 0; i < dispatchers.size(); i++)
            shares.add(String.format(
                    Locale.ROOT, "%.1f", seconds(dispatchers.get(i).cpu().minus(before.get(i))) / thousands));
        return String.format(
                Locale.ROOT,
                "%d: %.1f CPU s and %,.0f statements per 1,000 rides, dispatch %s s",
                dispatchers.size(),
                seconds(cpu(cluster).minus(allBefore)) / thousands,
                (statements(cluster) - statements) / thousands,
                String.join(" + ", shares));
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

package io.tanda.verification;

import io.tanda.verification.Member.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process of each role is asked to end, killed, or hangs; the load repeats with the same key what was not answered. */
final class KillMatrix implements Figure {
    private static final int PAIRS = 8;
    /** Before and after each: the window in which the worst time is looked for ends when so many more rides were driven. */
    private static final int RIDES_BETWEEN = 16;

    private static final List<Signal> SIGNALS = List.of(Signal.TERM, Signal.KILL, Signal.STOP);
    /** Who replaces every process asks it to end. */
    private static final List<Signal> SIGNALS_SHORT = List.of(Signal.KILL, Signal.STOP);

    private static final Duration HANGS = Duration.ofSeconds(20);
    private static final Duration HANGS_SHORT = Duration.ofSeconds(8);

    /** Those that took one another for dead are one cluster again. */
    private static final Duration HEAL_LIMIT = Duration.ofSeconds(60);

    /** Seconds from asking to success, with all repetitions. */
    private static final int GOAL = 5;
    /** The same where who was asked hangs, and others must find out. */
    private static final int GOAL_HANGING = 15;

    @Override
    public String name() {
        return "kills";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Calls.Broken {
        List<String> violations = new ArrayList<>();
        List<String> measured = new ArrayList<>();
        int rounds = 0;
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), stage.cluster());
            SteadyRides load = new SteadyRides(calls, PAIRS);
            load.awaitMore(RIDES_BETWEEN);
            for (Signal signal : stage.full() ? SIGNALS : SIGNALS_SHORT) {
                long worst = 0;
                for (Role role : Role.values()) {
                    calls.since();
                    hit(stage, role, signal);
                    load.awaitMore(RIDES_BETWEEN);
                    stage.cluster().awaitWhole(HEAL_LIMIT);
                    Calls.Seen seen = calls.since();
                    stage.out()
                            .say("  %s of %s: %,d operations, worst %.1f s"
                                    .formatted(signal, role, seen.operations(), seen.worstMillis() / 1_000.0));
                    worst = Math.max(worst, seen.worstMillis());
                    seen.violations().forEach(violation -> violations.add(signal + " of " + role + ": " + violation));
                    rounds++;
                }
                measured.add("%s: worst time to success %.1f s (goal %d s)"
                        .formatted(signal, worst / 1_000.0, signal == Signal.STOP ? GOAL_HANGING : GOAL));
            }
            load.end();
            long rides = load.completed();
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, (int) rides));
            measured.add("%,d rides, %,d requests, %,d without an answer, %,d of 503"
                    .formatted(
                            rides,
                            calls.counts().requests(),
                            calls.counts().lost(),
                            calls.counts().unavailable()));
            if (calls.counts().serverErrors() > 0)
                violations.add(calls.counts().serverErrors() + " answers of 5xx other than 503");
        }
        return new Finding(
                "no command is lost or doubled when a process ends, is killed or hangs",
                rounds,
                violations,
                String.join("; ", measured));
    }

    /** What ended is started again at once, as a Deployment does. */
    private static void hit(Stage stage, Role role, Signal signal) throws IOException {
        Cluster cluster = stage.cluster();
        Member member = cluster.members(role).getFirst();
        member.send(signal);
        if (signal == Signal.STOP) {
            Wait.pass(stage.full() ? HANGS : HANGS_SHORT);
            member.send(Signal.CONT);
            return;
        }
        if (signal == Signal.TERM) {
            Member replacement = cluster.begin(role);
            member.awaitEnd(Cluster.STOP_LIMIT);
            cluster.forget(member);
            cluster.awaitReady(replacement);
        } else {
            member.awaitEnd(Cluster.STOP_LIMIT);
            cluster.forget(member);
            cluster.awaitReady(cluster.begin(role));
        }
    }
}

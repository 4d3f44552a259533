package io.tanda.verification;

import io.tanda.verification.Member.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Every process is replaced as a Deployment does it (one more, wait until it is ready, then the old one drains and ends), under a load
 * that repeats nothing.
 */
final class RollingRedeploy implements Figure {
    private static final int PAIRS = 8;
    private static final int ROUNDS = 5;
    private static final long REQUESTS = 100_000;
    private static final int RIDES_BETWEEN = 4;

    @Override
    public String name() {
        return "redeploy";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Calls.Broken {
        Cluster cluster = stage.cluster();
        List<String> violations = new ArrayList<>();
        int rounds = 0;
        try (Calls calls = stage.impatient()) {
            Truth truth = new Truth(stage.vertx(), cluster);
            SteadyRides load = new SteadyRides(calls, PAIRS);
            do {
                for (Role role : Role.values()) {
                    for (Member old : cluster.members(role)) {
                        cluster.awaitReady(cluster.begin(role));
                        old.send(Signal.TERM);
                        old.awaitEnd(Cluster.STOP_LIMIT);
                        cluster.forget(old);
                        load.awaitMore(RIDES_BETWEEN);
                        stage.out()
                                .say("  replaced %s; %,d requests"
                                        .formatted(old, calls.counts().requests()));
                    }
                }
                rounds++;
            } while (stage.full() && (rounds < ROUNDS || calls.counts().requests() < REQUESTS));
            load.end();
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, (int) load.completed()));
            return new Finding(
                    "no request fails while every process is replaced",
                    rounds,
                    violations,
                    "%,d requests, %,d without an answer, %,d of 503, %,d other 5xx; %,d rides"
                            .formatted(
                                    calls.counts().requests(),
                                    calls.counts().lost(),
                                    calls.counts().unavailable(),
                                    calls.counts().serverErrors(),
                                    load.completed()));
        }
    }
}

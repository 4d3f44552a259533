package io.tanda.verification;

import io.tanda.pods.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code ./tanda pods redeploy all}, under a load that repeats nothing. */
final class PodRedeploy implements PodFigure {
    private static final int PAIRS = 8;
    private static final long REQUESTS = 10_000;
    private static final int RIDES_BEFORE = 8;

    @Override
    public String name() {
        return "pods";
    }

    @Override
    public String promise() {
        return "no request fails while every pod is replaced, in containers";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Calls.Broken {
        int rounds = 0;
        try (Calls calls = stage.impatient()) {
            Truth truth = new Truth(stage.vertx(), stage.containers().endpoints());
            SteadyRides load = new SteadyRides(calls, PAIRS);
            load.awaitMore(RIDES_BEFORE);
            do {
                for (Role role : stage.containers().pods().manifests().roles())
                    stage.containers().pods().redeploy(role);
                rounds++;
            } while (stage.full() && calls.counts().requests() < REQUESTS);
            load.end();
            List<String> violations = new ArrayList<>(calls.since().violations());
            violations.addAll(truth.offences(calls, (int) load.completed()));
            return new Finding(
                    promise(),
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

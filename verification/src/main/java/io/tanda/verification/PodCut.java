package io.tanda.verification;

import io.tanda.pods.Place;
import io.tanda.pods.PodCluster;
import io.tanda.pods.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A pod of each role that has another loses its network for a minute, and is one of them again when it is back. */
final class PodCut implements PodFigure {
    private static final int PAIRS = 8;
    private static final int RIDES_BETWEEN = 16;
    private static final Duration CUT = Duration.ofSeconds(60);
    /** Of one operation with all its tries, from the cut to a while after the return. */
    private static final Duration WINDOW = Duration.ofSeconds(15);

    private static final Duration HEAL_LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "cut";
    }

    @Override
    public String promise() {
        return "no command is lost or doubled when a pod is cut off, and the split heals itself";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Calls.Broken {
        PodCluster pods = stage.containers().pods();
        Cable cable = new Cable(pods);
        List<String> violations = new ArrayList<>();
        List<String> measured = new ArrayList<>();
        int rounds = 0;
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), stage.containers().endpoints());
            SteadyRides load = new SteadyRides(calls, PAIRS);
            load.awaitMore(RIDES_BETWEEN);
            for (Role role : pods.manifests().roles()) {
                if (role.replicas() < 2) continue;
                Place place = pods.running(role).getFirst();
                calls.since();
                cable.pull(place);
                Wait.pass(CUT);
                cable.putBack(place);
                long began = System.nanoTime();
                pods.awaitReady(place);
                if (role.httpPort() > 0) stage.awaitTogether(place, HEAL_LIMIT);
                long healed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
                load.awaitMore(RIDES_BETWEEN);
                Calls.Seen seen = calls.since();
                seen.violations().forEach(violation -> violations.add(role.name() + " cut off: " + violation));
                if (seen.worstMillis() > WINDOW.toMillis())
                    violations.add(role.name() + " cut off: an operation took " + seen.worstMillis() + " ms");
                measured.add("%s: worst time to success %.1f s, one again after %d s"
                        .formatted(role.name(), seen.worstMillis() / 1_000.0, healed));
                rounds++;
            }
            load.end();
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, (int) load.completed()));
            measured.add("%,d rides, %,d requests"
                    .formatted(load.completed(), calls.counts().requests()));
        }
        return new Finding(promise(), rounds, violations, String.join("; ", measured));
    }
}

package io.tanda.verification;

import io.tanda.pods.Place;
import io.tanda.pods.PodCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The race of {@link AcceptRace} while the cluster is in two: one front and two pods that dispatch here, one of each there. Both sides have
 * the database and the broker, and are asked: what decides is the database alone.
 */
final class PodSplit implements PodFigure {
    private static final int RIDES = 1_000;
    private static final int RIDES_SHORT = 20;
    private static final Duration HEAL_LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "split";
    }

    @Override
    public String promise() {
        return "one driver for each call, one call for each driver, while the cluster is in two";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Calls.Broken {
        PodCluster pods = stage.containers().pods();
        Cable cable = new Cable(pods);
        int rides = stage.full() ? RIDES : RIDES_SHORT;
        Place third = pods.beginOneMore(pods.manifests().role("dispatch"));
        pods.awaitReady(third);
        Place front = pods.running(pods.manifests().role("front")).getLast();
        List<Place> fewer = List.of(third, front);
        List<Place> more = new ArrayList<>(pods.running());
        more.removeAll(fewer);
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), stage.containers().endpoints());
            Race race = new Race(calls);
            cable.split(fewer, more);
            race.run(rides);
            cable.heal(fewer, more);
            long began = System.nanoTime();
            for (Place each : pods.running(front.role())) stage.awaitTogether(each, HEAL_LIMIT);
            long healed = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            List<String> violations = new ArrayList<>(race.violations());
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, rides));
            return new Finding(
                    promise(), rides, violations, race.measured() + ", one again after %d s".formatted(healed));
        } finally {
            pods.retire(third);
        }
    }
}

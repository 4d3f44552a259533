package io.tanda.pods;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The kubelet's part that podman has not: whether each container lives is asked as often as its probe says, from this machine and not from
 * within the pod; one that does not is started again. One that ends by itself podman starts again by itself.
 */
public final class Liveness implements AutoCloseable {
    private final PodCluster cluster;
    private final Consumer<String> says;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("liveness").factory());

    /** How often in a row a pod did not answer; below zero: it never has yet. */
    private final Map<Place, Integer> failures = new HashMap<>();

    public Liveness(PodCluster cluster, List<Role> roles, Consumer<String> says) {
        this.cluster = cluster;
        this.says = says;
        int period = roles.stream()
                .mapToInt(role -> role.live().periodSeconds())
                .min()
                .orElseThrow();
        var looks = thread.scheduleWithFixedDelay(this::look, period, period, TimeUnit.SECONDS);
        assert looks != null;
    }

    private void look() {
        try {
            List<Place> running = cluster.running();
            failures.keySet().retainAll(running);
            for (Place place : running) look(place);
        } catch (IOException e) {
            says.accept("whether the pods live could not be asked: " + e.getMessage());
        }
    }

    private void look(Place place) throws IOException {
        Role.Probe live = place.role().live();
        if (cluster.answers(place, live.path(), Duration.ofSeconds(live.timeoutSeconds()))) {
            failures.put(place, 0);
            return;
        }
        int starting = -place.role().startSeconds() / live.periodSeconds();
        int failed = failures.merge(place, starting, (before, first) -> before + 1);
        if (failed != 0 && failed < live.failures()) return;
        says.accept(place + " does not live, and is started again");
        failures.remove(place);
        cluster.restart(place);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

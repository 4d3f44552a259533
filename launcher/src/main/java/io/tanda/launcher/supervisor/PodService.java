package io.tanda.launcher.supervisor;

import io.tanda.pods.Liveness;
import io.tanda.pods.Machine;
import io.tanda.pods.Place;
import io.tanda.pods.PodCluster;
import io.tanda.pods.PodsCommand;
import io.tanda.pods.Role;
import io.tanda.servers.ServerStartException;
import io.tanda.web.security.DevKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The app as pods: podman keeps their containers, which are no children of ours. A kill -9 of ours leaves them there. */
final class PodService implements Service {
    private static final Logger log = LoggerFactory.getLogger(PodService.class);

    private final PodCluster cluster;
    private final DataFolder data;
    private final Progress progress;
    private final String host;
    private final List<Place> first = new ArrayList<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private @Nullable Machine machine;
    private @Nullable Liveness liveness;

    private PodService(PodCluster cluster, DataFolder data, Progress progress, String host) throws IOException {
        this.cluster = cluster;
        this.data = data;
        this.progress = progress;
        this.host = host;
        for (Role role : cluster.manifests().roles())
            first.addAll(cluster.places(role).subList(0, role.replicas()));
    }

    /** Makes the network, so that this machine has its address in it. @throws IOException that says what is missing */
    static PodService open(Path root, DataFolder data, Progress progress) throws IOException {
        PodCluster cluster = PodCluster.of(root, PodsCommand.NAME, data.root(), line -> progress.event("pods", line));
        progress.line("What podman does not know of k8s/rendered/cluster.yaml, and what stands in for it:");
        cluster.manifests().standIns().forEach((what, instead) -> progress.line("  " + what + ": " + instead));
        cluster.load(root);
        return new PodService(cluster, data, progress, cluster.open());
    }

    /** This machine's address in the network of the pods. */
    String host() {
        return host;
    }

    List<String> names() {
        return first.stream().map(Place::name).toList();
    }

    /** As the proxy takes them: every place at which there may be one. */
    List<String> fronts() throws IOException {
        List<String> fronts = new ArrayList<>();
        for (Role role : cluster.manifests().roles()) {
            if (role.httpPort() == 0) continue;
            for (Place place : cluster.places(role))
                fronts.add(
                        place.address() + ":" + role.httpPort() + "," + place.address() + ":" + role.managementPort());
        }
        return fronts;
    }

    /** @param environment where everything is */
    void prepare(Map<String, String> environment) throws IOException {
        DevKeys keys = new DevKeys(data.keys());
        if (keys.ensure()) log.info("development keys were made in {}", keys.folder());
        machine = new Machine(
                given(environment, "TANDA_MYSQL_URL"),
                given(environment, "TANDA_KAFKA_BOOTSTRAP"),
                given(environment, "TANDA_GATEWAY_URL"),
                data.keys().resolve(DevKeys.PUBLIC_FILE),
                Optional.of(data.clock()),
                environment.entrySet().stream()
                        .filter(setting -> setting.getKey().startsWith("TANDA_DISPATCH_"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static String given(Map<String, String> environment, String variable) {
        return Objects.requireNonNull(environment.get(variable), variable);
    }

    @Override
    public String name() {
        return "pods";
    }

    @Override
    public String address() {
        return first.size() + " of them, from " + first.getFirst().address();
    }

    @Override
    public void start() {
        try {
            cluster.start(Objects.requireNonNull(machine, "prepare() comes before"));
            for (Place place : first) data.writePid(place.name(), cluster.pid(place));
            liveness = new Liveness(cluster, cluster.manifests().roles(), line -> progress.event("pods", line));
        } catch (IOException e) {
            throw new ServerStartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** They have no process in common: ours, which looks after them. */
    @Override
    public long pid() {
        return ProcessHandle.current().pid();
    }

    @Override
    public CompletableFuture<Integer> onExit() {
        return ended;
    }

    @Override
    public void stop() {
        if (liveness != null) liveness.close();
        try {
            cluster.stop();
            for (Place place : first) data.deletePid(place.name());
        } catch (IOException e) {
            log.error("The pods cannot be stopped", e);
            progress.line("tanda: " + e.getMessage() + "\n  ./tanda pods down removes what is left.");
        }
        ended.complete(0);
    }

    /** Takes the network away, and all pods that are still there. */
    void close() {
        try {
            cluster.down();
        } catch (IOException e) {
            log.error("The network of the pods cannot be removed", e);
            progress.line("tanda: " + e.getMessage() + "\n  ./tanda pods down removes what is left.");
        }
    }
}

package io.tanda.pods;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Reader;
import java.io.Writer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A network with the pods of the manifests. Nothing of it is remembered here: what runs is what podman says, so that one process may
 * start the pods and another replace them.
 *
 * <pre>
 *   network NAME-pods      no way out; this machine has its first address
 *   pod NAME-network       does nothing: while it is there, so is the network, and this machine's address in it
 *   pods NAME-ROLE-N       N from 1 to 4, each at the address of its place
 * </pre>
 */
public final class PodCluster {
    /** For each role: two, and one more while they are replaced. */
    public static final int PLACES = 4;

    /** Addresses below are podman's to give. */
    private static final int FIRST_ADDRESS = 16;

    /** Seven JVMs with migrations at once, on two cores; the kubelet would begin anew sooner. */
    private static final Duration START_LIMIT = Duration.ofMinutes(5);

    private static final Duration LOOK_LIMIT = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** All pods at once, when nobody sends requests any more. */
    private static final String STOP_SECONDS = "60";

    private static final String OWNER = "tanda.folder";
    private static final String SETTINGS = "settings.properties";

    private final Podman podman;
    private final ClusterManifests manifests;
    private final String name;
    private final Path folder;
    private final Path logs;
    private final Consumer<String> says;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LOOK_LIMIT).build();

    /**
     * @param name before the names of network and pods
     * @param folder for what the pods are given
     * @param logs for one log of each pod
     */
    private PodCluster(
            Podman podman, ClusterManifests manifests, String name, Path folder, Path logs, Consumer<String> says) {
        this.podman = podman;
        this.manifests = manifests;
        this.name = name;
        this.folder = folder;
        this.logs = logs;
        this.says = says;
    }

    /**
     * The cluster of a checkout.
     *
     * @param name before the names of network and pods
     * @param data {@code run/pods} below it is for what the pods are given, {@code logs} for what they and podman say
     * @throws Podman.Missing when podman is not here, or not as it must be
     */
    public static PodCluster of(Path root, String name, Path data, Consumer<String> says) throws IOException {
        Path folder = data.toAbsolutePath().normalize().resolve("run/pods");
        Path logs = folder.resolve("../../logs").normalize();
        Files.createDirectories(folder);
        Files.createDirectories(logs);
        // Below it the pods' user reads files, and nobody else comes here.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        Podman podman = Podman.find(folder, logs.resolve("podman.log"));
        ClusterManifests manifests = ClusterManifests.read(root.resolve("k8s/rendered/cluster.yaml"));
        return new PodCluster(podman, manifests, name, folder, logs, says);
    }

    public ClusterManifests manifests() {
        return manifests;
    }

    // --- image and network ---

    /** Hands podman the image that {@code ./tanda image} made, unless it has this very one. */
    public void load(Path root) throws IOException {
        Path made = root.resolve("image/target");
        String id = new JsonObject(Files.readString(made.resolve("jib-image.json"))).getString("imageId");
        String image = manifests.image();
        boolean there = podman.holds("image", "exists", image);
        if (there && id.endsWith(podman.run("image", "inspect", "--format", "{{.Id}}", image))) return;
        says.accept("podman takes the image");
        podman.run("load", "--quiet", "--input", made.resolve("tanda-image.tar").toString());
    }

    private String network() {
        return name + "-pods";
    }

    private String keeper() {
        return name + "-network";
    }

    /** An empty network; whatever a former one left is gone. @return this machine's address in it */
    public String open() throws IOException {
        down();
        podman.run("network", "create", "--internal", "--label", OWNER + "=" + folder, network());
        try {
            podman.run("pod", "create", "--name", keeper(), "--network", network());
            podman.run("pod", "start", keeper());
            return gateway();
        } catch (IOException e) {
            down();
            throw e;
        }
    }

    /** @throws IOException when it is somebody else's */
    public boolean isOpen() throws IOException {
        if (!podman.holds("network", "exists", network())) return false;
        String owner = podman.run("network", "inspect", "--format", "{{index .Labels \"" + OWNER + "\"}}", network());
        if (owner.equals(folder.toString())) return true;
        throw new IOException(
                "the pods of " + owner + " run already: end them first, with TANDA_DATA=... ./tanda pods down");
    }

    private String gateway() throws IOException {
        return podman.run("network", "inspect", "--format", "{{range .Subnets}}{{.Gateway}}{{end}}", network());
    }

    // --- places ---

    /** Of one role, taken or not. */
    public List<Place> places(Role role) throws IOException {
        return places(role, gateway());
    }

    private List<Place> places(Role role, String gateway) {
        String subnet = gateway.replaceFirst("[0-9]+$", "");
        int first = FIRST_ADDRESS + PLACES * manifests.roles().indexOf(role);
        return IntStream.range(0, PLACES)
                .mapToObj(i -> new Place(role, i + 1, name + "-" + role.name() + "-" + (i + 1), subnet + (first + i)))
                .toList();
    }

    /** Those whose container runs. */
    public List<Place> running() throws IOException {
        // One that is asked to end is not among them any more.
        Set<String> names = names("ps --filter status=running", "{{.Names}}");
        String gateway = gateway();
        return manifests.roles().stream()
                .flatMap(role -> places(role, gateway).stream())
                .filter(place -> names.contains(place.container()))
                .toList();
    }

    public List<Place> running(Role role) throws IOException {
        return running().stream().filter(place -> place.role().equals(role)).toList();
    }

    /** On this machine, as the system knows it. */
    public long pid(Place place) throws IOException {
        return Long.parseLong(podman.run("inspect", "--format", "{{.State.Pid}}", place.container()));
    }

    private Set<String> names(String list, String field) throws IOException {
        List<String> command = new ArrayList<>(List.of(list.split(" ")));
        command.addAll(List.of("--format", field));
        return podman.run(command.toArray(String[]::new)).lines().collect(Collectors.toUnmodifiableSet());
    }

    // --- pods ---

    /**
     * As many of each role as the manifests say, those that take requests when all others are ready.
     *
     * @param machine kept for pods that are started later
     */
    public void start(Machine machine) throws IOException {
        keep(machine.settings(), machine.secrets());
        List<Role> roles = manifests.roles();
        for (boolean front : List.of(false, true)) {
            List<Place> stage = new ArrayList<>();
            for (Role role : roles)
                if (role.httpPort() > 0 == front) stage.addAll(places(role).subList(0, role.replicas()));
            for (Place place : stage) begin(place);
            for (Place place : stage) awaitReady(place);
        }
    }

    private void keep(Map<String, String> settings, Map<String, String> secrets) throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer out = Files.newBufferedWriter(folder.resolve(SETTINGS))) {
            properties.store(out, "of this machine, for the pods");
        }
        Files.createDirectories(secrets());
        for (Map.Entry<String, String> secret : secrets.entrySet())
            Files.writeString(secrets().resolve(secret.getKey()), secret.getValue());
    }

    private Path secrets() {
        return folder.resolve("secrets");
    }

    private Map<String, String> settings() throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve(SETTINGS))) {
            properties.load(in);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }

    /** Starts a pod; it is not ready yet. */
    public void begin(Place place) throws IOException {
        Path file = folder.resolve(place.name() + ".yaml");
        Files.writeString(file, manifests.pod(place.role(), place.name(), place.address(), settings(), secrets()));
        podman.run(
                "kube",
                "play",
                "--network",
                network() + ":alias=" + manifests.headless(),
                "--ip",
                place.address(),
                "--log-opt",
                "path=" + logs.resolve(place.name() + ".log"),
                file.toString());
    }

    /** Starts one at a place that is free. @throws IOException when there is none */
    public Place beginOneMore(Role role) throws IOException {
        List<Place> taken = running(role);
        Place fresh = places(role).stream()
                .filter(place -> !taken.contains(place))
                .findFirst()
                .orElseThrow(() -> new IOException("all " + PLACES + " places of " + role.name() + " are taken"));
        begin(fresh);
        return fresh;
    }

    /** @throws IOException when it is not ready in time */
    public void awaitReady(Place place) throws IOException {
        await(place + " is ready", START_LIMIT, () -> answers(place, "/health/ready", LOOK_LIMIT));
        says.accept(place + " is ready");
    }

    boolean answers(Place place, String path, Duration limit) {
        try {
            HttpRequest request = HttpRequest.newBuilder(place.management(path))
                    .timeout(limit)
                    .build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** As the kubelet does when it no longer lives. */
    void restart(Place place) throws IOException {
        podman.run("restart", "--time", Integer.toString(place.role().graceSeconds()), place.container());
    }

    /** What a Deployment does: one more, and when it has been ready for a while, an old one less; until all are new. */
    public void redeploy(Role role) throws IOException {
        for (Place old : running(role)) {
            Place fresh = beginOneMore(role);
            awaitReady(fresh);
            pass(Duration.ofSeconds(role.minReadySeconds()));
            retire(old);
        }
    }

    /** What the kubelet does with a pod that is to go: a pause, SIGTERM, and SIGKILL when that takes too long. */
    public void retire(Place place) throws IOException {
        pass(Duration.ofSeconds(place.role().preStopSeconds()));
        podman.run("stop", "--time", Integer.toString(place.role().graceSeconds()), place.container());
        String code = podman.run("inspect", "--format", "{{.State.ExitCode}}", place.container());
        says.accept(place + " has ended" + (code.equals("0") ? "" : " with exit code " + code));
        remove(List.of(place.name()));
    }

    /** Takes away all that podman has of the cluster. */
    public void down() throws IOException {
        if (!isOpen()) return;
        stop();
        remove(List.of(keeper()));
        podman.run("network", "rm", "--force", network());
    }

    /** Ends all pods at once, each in order, and removes them. */
    public void stop() throws IOException {
        if (!isOpen()) return;
        List<String> running = running().stream().map(Place::container).toList();
        // Containers, not pods: a pod takes the network away from who has not ended yet.
        if (!running.isEmpty()) podman.run(command(List.of("stop", "--time", STOP_SECONDS), running));
        String gateway = gateway();
        remove(manifests.roles().stream()
                .flatMap(role -> places(role, gateway).stream())
                .map(Place::name)
                .toList());
    }

    private void remove(List<String> pods) throws IOException {
        podman.run(command(List.of("pod", "rm", "--force", "--ignore", "--time", "0"), pods));
        List<String> volumes = names("volume ls", "{{.Name}}").stream()
                .filter(volume -> pods.stream().anyMatch(pod -> volume.startsWith(pod + "-")))
                .toList();
        if (!volumes.isEmpty()) podman.run(command(List.of("volume", "rm"), volumes));
    }

    private static String[] command(List<String> first, List<String> rest) {
        return Stream.concat(first.stream(), rest.stream()).toArray(String[]::new);
    }

    // --- waiting ---

    private static void pass(Duration time) throws IOException {
        long until = System.nanoTime() + time.toNanos();
        await("the time passes", time.plusSeconds(1), () -> System.nanoTime() >= until);
    }

    private static void await(String what, Duration limit, BooleanSupplier condition) throws IOException {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (Thread.currentThread().isInterrupted()) throw new InterruptedIOException("stopped before " + what);
            if (System.nanoTime() > giveUp) throw new IOException("not within " + limit.toSeconds() + " s: " + what);
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}

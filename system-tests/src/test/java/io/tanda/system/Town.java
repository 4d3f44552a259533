package io.tanda.system;

import io.tanda.client.Answer;
import io.tanda.client.ClientConfig;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.Place;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.Positions;
import io.tanda.servers.ChildProcess;
import io.tanda.servers.Folders;
import io.tanda.servers.Ports;
import io.tanda.servers.TandaRoot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Tanda as {@code ./tanda up} starts it, on data and ports of its own, and a client of its public API. */
final class Town implements AutoCloseable {
    static final Place PICKUP = new Place(40.76088, -73.990784, "Times Square");
    static final Place DROPOFF = new Place(40.778847, -73.954185, null);

    /** From nothing, on two busy cores, with migrations. */
    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private static final int ONE_TRY_MILLIS = 60_000;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(120);
    private static final int PORTS_OF_A_CLUSTER = 18;
    /** Longer than a restart of any process; a condition that takes longer will never hold. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Vertx vertx = Vertx.vertx();
    private final Path data;
    private final Map<String, Integer> ports = new HashMap<>();
    private final ChildProcess supervisor;
    private final DevTokens tokens;
    private final TandaClient client;
    private final TandaClient waiting;

    private Town(String name, List<String> command) throws IOException {
        data = TandaRoot.find().resolve("system-tests/target/towns").resolve(name);
        Folders.recreate(data);
        Map<String, String> environment = new HashMap<>(Map.of("TANDA_DATA", data.toString()));
        for (String part : List.of("HTTP", "MANAGEMENT", "GATEWAY", "MYSQL", "KAFKA")) {
            ports.put(part, Ports.free());
            environment.put("TANDA_" + part + "_PORT", Integer.toString(port(part)));
        }
        environment.put("TANDA_SPLIT_PORT", Integer.toString(freeRow(PORTS_OF_A_CLUSTER)));
        supervisor = ChildProcess.start(new ChildProcess.Launch(
                name, supervisorCommand(command), environment, TandaRoot.find(), data.resolveSibling(name + ".log")));
        awaitReady(START_LIMIT);
        tokens = DevTokens.load(data.resolve("keys"));
        ClientConfig api = ClientConfig.of(URI.create("http://127.0.0.1:" + port("HTTP")));
        client = new TandaClient(vertx, api);
        waiting = new TandaClient(vertx, api.withTries(ONE_TRY_MILLIS, ONE_TRY_MILLIS));
    }

    static Town up(String name) throws IOException {
        return new Town(name, List.of("up"));
    }

    /** As {@code ./tanda up --split}: several processes behind a proxy. */
    static Town split(String name) throws IOException {
        return new Town(name, List.of("up", "--split"));
    }

    /** The first of so many free ports, one after another. */
    private static int freeRow(int ports) {
        while (true) {
            int first = Ports.free();
            if (IntStream.range(first, first + ports).allMatch(Ports::isFree)) return first;
        }
    }

    /** The launcher as the build lays it out: its jar, and its libraries beside it. */
    static List<String> supervisorCommand(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-Dtanda.root=" + TandaRoot.find(),
                "-cp",
                launcherClassPath(),
                "io.tanda.launcher.supervisor.Supervisor"));
        command.addAll(arguments);
        return command;
    }

    static String launcherClassPath() throws IOException {
        Path target = TandaRoot.find().resolve("launcher/target");
        try (Stream<Path> files = Files.list(target)) {
            Path jar = files.filter(
                            file -> file.getFileName().toString().matches("tanda-launcher-[^-]*(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException(target + " holds no jar"));
            return jar + ":" + target.resolve("lib") + "/*";
        }
    }

    int port(String part) {
        return ports.getOrDefault(part, -1);
    }

    Path data() {
        return data;
    }

    TandaClient client() {
        return client;
    }

    /** Waits for an answer as long as a test may take, before it asks again. */
    TandaClient waiting() {
        return waiting;
    }

    DevTokens tokens() {
        return tokens;
    }

    /** A driver on duty in a taxi at this place, with a fresh position. */
    Driver driverAt(Place place) {
        Driver driver = new Driver(this, DriverId.next(), TaxiId.next());
        String operator = tokens.operator(UUID.randomUUID());
        get(client.registerDriver(operator, UUID.randomUUID(), driver.id(), "Test driver"));
        get(client.registerTaxi(
                operator,
                UUID.randomUUID(),
                driver.taxi(),
                "T" + driver.taxi().value().toString().substring(24),
                4));
        get(client.setDuty(driver.token(), UUID.randomUUID(), true, driver.taxi()));
        driver.isAt(place);
        return driver;
    }

    RiderId rider() {
        return RiderId.next();
    }

    TandaClient.BookingRequest trip() {
        return new TandaClient.BookingRequest(PICKUP, DROPOFF, 1, PaymentMethod.CARD, null);
    }

    record Driver(Town town, DriverId id, TaxiId taxi) {
        String token() {
            return town.tokens.driver(id.value());
        }

        void isAt(Place place) {
            town.get(town.client.sendFleetPositions(
                    town.tokens.operator(UUID.randomUUID()),
                    List.of(new Positions.Fix(id, place.lat(), place.lng(), null))));
        }
    }

    /** SIGKILL for a process of the tree: {@code app}, {@code mariadb}, {@code kafka}. @return its pid, when it is gone */
    long kill9(String process) {
        // Between a death and the next start there is nobody to kill.
        await(process + " runs", () -> pid(process).isPresent());
        long pid = pid(process).orElseThrow();
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        await(
                process + " is gone",
                () -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        return pid;
    }

    void signal(String process, String signal) {
        try {
            int code = new ProcessBuilder(
                            "kill", "-" + signal, Long.toString(pid(process).orElseThrow()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) throw new IllegalStateException("kill -" + signal + " " + process + " failed");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OptionalLong pid(String process) {
        try {
            return OptionalLong.of(
                    Long.parseLong(Files.readString(data.resolve("run").resolve(process + ".pid"))
                            .strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Which processes of the tree run, by name. */
    List<String> running() {
        try (Stream<Path> files = Files.list(data.resolve("run"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".pid"))
                    .map(file -> file.substring(0, file.length() - 4))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a process other than this one took its place and serves: its pid is written when it does. */
    boolean isReplaced(String process, long former) {
        return pid(process).isPresent() && pid(process).getAsLong() != former;
    }

    void awaitReady() {
        awaitReady(PATIENCE);
    }

    private void awaitReady(Duration limit) {
        URI ready = URI.create("http://127.0.0.1:" + port("MANAGEMENT") + "/health/ready");
        try (HttpClient http = HttpClient.newHttpClient()) {
            await("ready", limit, () -> {
                if (!supervisor.isAlive()) throw new IllegalStateException("it ended: " + supervisor.lastWords());
                return answers(http, ready);
            });
        }
    }

    private static boolean answers(HttpClient http, URI uri) {
        try {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The answer's body; a refusal or no answer fails the test. */
    <T> T get(Future<Answer<T>> answer) {
        return answer(answer).get();
    }

    <T> Answer<T> answer(Future<Answer<T>> answer) {
        return answer.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Asks until the answer is as expected. */
    <T> T until(String what, Supplier<Future<Answer<T>>> ask, Predicate<T> expected) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        Answer<T> last;
        do {
            last = answer(ask.get());
            if (last instanceof Answer.Ok<T> ok && expected.test(ok.body())) return ok.body();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        } while (System.nanoTime() < giveUp);
        throw new AssertionError(what + " did not come; last answer: " + last);
    }

    static void await(String what, BooleanSupplier condition) {
        await(what, PATIENCE, condition);
    }

    private static void await(String what, Duration limit, BooleanSupplier condition) {
        long giveUp = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp) throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Everything, as Ctrl-C does. @return that it went by itself within its time */
    boolean stop() {
        return supervisor.stop(STOP_LIMIT);
    }

    @Override
    public void close() {
        Future.join(client.close(), waiting.close())
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
        supervisor.stop(STOP_LIMIT);
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}

package io.tanda.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka broker (KRaft, broker and controller in one) on the loopback interface (or another of this machine's addresses), as a
 * child JVM with this JVM's class path. Topics are not made by themselves: whoever owns one creates it. The broker keeps its port over a restart.
 */
public final class KafkaServer extends Server {

    /** A start takes 3 to 6 s of CPU; on a machine that does other things as well, a multiple. */
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    /** A clean stop writes its snapshots; after this, recovery at the next start is quicker than more waiting. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    /** How long the former owner of the port may take to die. */
    private static final Duration PORT_LIMIT = Duration.ofSeconds(5);

    private final Options options;
    private final Path data;

    /**
     * How the broker runs.
     *
     * @param heapMebibytes of the broker's JVM; 256 is enough for one demo or one test
     * @param log where the broker writes its log
     * @param archive class data shared between starts, made by the first one that stops cleanly; null: none
     * @param quickStart only the quick compiler: ready with half the CPU time (1.9 s instead of 4.2 s), slower for ever
     * @param door whom clients must be, as a managed broker has it; null: anybody, in the clear
     * @param host the address that it listens on, and tells its clients
     */
    public record Options(
            int heapMebibytes,
            Path log,
            @Nullable Path archive,
            boolean quickStart,
            @Nullable Door door,
            String host) {

        public Options {
            if (heapMebibytes < 128) {
                throw new IllegalArgumentException("heapMebibytes " + heapMebibytes + " is below 128");
            }
        }

        public static Options of(Path log) {
            return new Options(256, log, null, true, null, "127.0.0.1");
        }

        public Options withArchive(Path file) {
            return new Options(heapMebibytes, log, file, quickStart, door, host);
        }

        /** For measurements under a load that lasts. */
        public Options withFullCompiler() {
            return new Options(heapMebibytes, log, archive, false, door, host);
        }

        public Options behind(Door closed) {
            return new Options(heapMebibytes, log, archive, quickStart, closed, host);
        }

        /** Where others than this machine's processes are to reach it: an address that is there already. */
        public Options withHost(String address) {
            return new Options(heapMebibytes, log, archive, quickStart, door, address);
        }
    }

    /**
     * SASL_SSL, by SCRAM-SHA-512, SCRAM-SHA-256 or PLAIN.
     *
     * @param user the only one who is let in
     */
    public record Door(ServerCertificate certificate, String user, String password) {
        public Door {
            for (String word : List.of(user, password)) {
                if (!word.matches("[A-Za-z0-9_-]{1,64}"))
                    throw new IllegalArgumentException("Of letters, digits, '_' and '-' only: " + word);
            }
        }

        Map<String, String> environment() throws IOException {
            return Map.of(
                    KafkaBroker.KEY_STORE, certificate.both().toString(),
                    KafkaBroker.USER, user,
                    KafkaBroker.PASSWORD, password);
        }
    }

    private KafkaServer(Options options, Path data, int port, ChildProcess process) {
        super(port, STOP_LIMIT, process);
        this.options = options;
        this.data = data;
    }

    /**
     * Starts a broker on its data, which is made when the folder is new, and returns when it serves.
     *
     * @param port 0: any free one
     * @throws ServerStartException with the end of the broker's log
     */
    public static KafkaServer start(Path dataFolder, int port, Options options) {
        Path data = dataFolder.toAbsolutePath();
        int chosen = port == 0 ? Ports.free() : port;
        return new KafkaServer(options, data, chosen, launch(data, chosen, options));
    }

    /** What clients call {@code bootstrap.servers}. */
    public String bootstrap() {
        return options.host() + ":" + port();
    }

    @Override
    ChildProcess launch() {
        return launch(data, port(), options);
    }

    private static ChildProcess launch(Path data, int port, Options options) {
        if (!Ports.awaitFree(port, PORT_LIMIT)) {
            throw new ServerStartException("Port " + port + " for Kafka is taken by another process.");
        }
        try {
            Files.createDirectories(data);
            Path ready = data.resolveSibling(data.getFileName() + ".ready");
            Files.deleteIfExists(ready);
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xms64m",
                    "-Xmx" + options.heapMebibytes() + "m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Dlogback.configurationFile=io/tanda/servers/broker-logback.xml"));
            if (options.quickStart()) {
                command.add("-XX:TieredStopAtLevel=1");
            }
            Path archive = options.archive();
            if (archive != null) {
                command.addAll(SharedClasses.options(archive));
            }
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    KafkaBroker.class.getName(),
                    data.toString(),
                    Integer.toString(port),
                    Integer.toString(Ports.free()),
                    ready.toString(),
                    options.host()));
            Door door = options.door();
            Map<String, String> environment = door == null ? Map.of() : door.environment();
            ChildProcess process =
                    ChildProcess.start(new ChildProcess.Launch("kafka", command, environment, data, options.log()));
            try {
                awaitReady(process, ready);
            } catch (ServerStartException e) {
                process.kill9();
                throw e;
            }
            return process;
        } catch (IOException e) {
            throw new ServerStartException("Cannot make Kafka's data folder " + data + ": " + e.getMessage(), e);
        }
    }

    private static void awaitReady(ChildProcess process, Path ready) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(ready)) {
            if (!process.isAlive()) {
                throw new ServerStartException("Kafka ended while starting.\n" + process.lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new ServerStartException(
                        "Kafka was not ready within " + START_LIMIT.toSeconds() + " s.\n" + process.lastWords());
            }
            Pause.shortly();
        }
    }
}

package io.tanda.servers;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** The main class of the broker's JVM; {@link KafkaServer} starts it: data folder, port, controller's port, ready file. */
public final class KafkaBroker {

    private static final int NODE = 1;

    /** In the environment, not on the command line, where everybody on the machine could read it. */
    static final String KEY_STORE = "BROKER_KEY_STORE";

    static final String USER = "BROKER_USER";
    static final String PASSWORD = "BROKER_PASSWORD";

    private KafkaBroker() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        int controllerPort = Integer.parseInt(args[2]);
        Path ready = Path.of(args[3]);

        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        Properties properties = properties(data, args[4], port, controllerPort);
        if (isGuarded()) guard(properties, args[4], port);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        // Startup returns when the controller has unfenced the broker: from here on it serves.
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }

    private static void format(Path data) throws Exception {
        try (PrintStream quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(quiet)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .setIgnoreFormatted(true)
                    .setScramArguments(isGuarded() ? accounts() : List.of())
                    .run();
        }
    }

    private static boolean isGuarded() {
        return System.getenv(KEY_STORE) != null;
    }

    private static List<String> accounts() {
        String account = "=[name=" + System.getenv(USER) + ",password=" + System.getenv(PASSWORD) + "]";
        return List.of("SCRAM-SHA-256" + account, "SCRAM-SHA-512" + account);
    }

    /** Clients come by TLS and sign in; the broker talks with itself on a port of its own. */
    private static void guard(Properties p, String host, int port) {
        int within = Ports.free();
        String own = ",INTERNAL://127.0.0.1:" + within;
        p.setProperty("listeners", p.getProperty("listeners").replace("PLAINTEXT:", "CLIENTS:") + own);
        p.setProperty("advertised.listeners", "CLIENTS://" + host + ":" + port + own);
        p.setProperty("listener.security.protocol.map", "CLIENTS:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("inter.broker.listener.name", "INTERNAL");
        p.setProperty("ssl.keystore.type", "PEM");
        p.setProperty("ssl.keystore.location", System.getenv(KEY_STORE));
        p.setProperty("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512");
        String kafka = "org.apache.kafka.common.security.";
        String scram = kafka + "scram.ScramLoginModule required;";
        p.setProperty("listener.name.clients.scram-sha-256.sasl.jaas.config", scram);
        p.setProperty("listener.name.clients.scram-sha-512.sasl.jaas.config", scram);
        p.setProperty(
                "listener.name.clients.plain.sasl.jaas.config",
                kafka + "plain.PlainLoginModule required user_" + System.getenv(USER) + "=\"" + System.getenv(PASSWORD)
                        + "\";");
    }

    private static Properties properties(Path data, String host, int port, int controllerPort) {
        Properties p = new Properties();
        p.setProperty("process.roles", "broker,controller");
        p.setProperty("node.id", Integer.toString(NODE));
        p.setProperty("log.dirs", data.toString());
        p.setProperty("listeners", "PLAINTEXT://" + host + ":" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        p.setProperty("advertised.listeners", "PLAINTEXT://" + host + ":" + port);
        p.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        p.setProperty("inter.broker.listener.name", "PLAINTEXT");
        p.setProperty("controller.listener.names", "CONTROLLER");
        p.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);

        // One broker: whatever wants three copies gets one.
        p.setProperty("offsets.topic.replication.factor", "1");
        p.setProperty("transaction.state.log.replication.factor", "1");
        p.setProperty("transaction.state.log.min.isr", "1");
        p.setProperty("share.coordinator.state.topic.replication.factor", "1");
        p.setProperty("share.coordinator.state.topic.min.isr", "1");
        // The default of 50 partitions for offsets costs 50 logs to open at each start, for a handful of groups.
        p.setProperty("offsets.topic.num.partitions", "4");
        p.setProperty("transaction.state.log.num.partitions", "1");
        p.setProperty("share.coordinator.state.topic.num.partitions", "1");

        // A misspelt topic is an error, not a new topic.
        p.setProperty("auto.create.topics.enable", "false");
        p.setProperty("group.initial.rebalance.delay.ms", "0");
        p.setProperty("group.min.session.timeout.ms", "1000");
        p.setProperty("log.retention.hours", "168");

        // After kill -9 the controller still believes in the old broker until its session ends: 9 s by default.
        p.setProperty("broker.session.timeout.ms", "2000");
        p.setProperty("broker.heartbeat.interval.ms", "500");

        // Sized for a heap of 256 MB and two cores; the cleaner alone would take 128 MB.
        p.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        p.setProperty("num.network.threads", "2");
        p.setProperty("num.io.threads", "4");
        p.setProperty("num.recovery.threads.per.data.dir", "2");
        p.setProperty("background.threads", "2");
        return p;
    }
}

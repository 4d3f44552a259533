package io.tanda.launcher;

import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts one process of Tanda and stops it in order. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private static final int EXIT_CONFIGURATION = 78;
    private static final int EXIT_START = 1;

    private Main() {}

    public static void main(String[] arguments) {
        Settings settings = settings(System.getenv());
        NodeConfig config = NodeConfig.of(settings);
        try {
            settings.check();
        } catch (IllegalStateException e) {
            log.error("{}", e.getMessage());
            System.exit(EXIT_CONFIGURATION);
        }
        Future<Node> made = Node.make(config, settings);
        OrderedStop stop = new OrderedStop(made);
        Runtime.getRuntime().addShutdownHook(new Thread(stop::stopAndWait, "ordered-stop"));
        Signals.on("TERM", stop::signalled);
        Signals.on("INT", stop::signalled);
        made.compose(Node::start).onFailure(failure -> {
            // What is stopped while it starts does not start.
            if (stop.begun()) return;
            log.error("could not start: {}", failure.getMessage(), failure);
            Runtime.getRuntime().halt(EXIT_START);
        });
    }

    /** {@code conf/tanda.properties}, or the file that TANDA_CONFIG names; a missing default file is no problem. */
    private static Settings settings(Map<String, String> environment) {
        Map<String, String> values = new HashMap<>();
        String named = environment.get("TANDA_CONFIG");
        Path file = Path.of(named == null ? "conf/tanda.properties" : named);
        Settings settings = new Settings(values, environment);
        if (!Files.exists(file)) {
            if (named != null) settings.problem("TANDA_CONFIG names " + file + ", which does not exist");
            return settings;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            settings.problem(file + " cannot be read: " + e.getMessage());
        }
        properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
        return settings;
    }
}

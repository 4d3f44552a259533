package io.tanda.launcher;

import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts one process of Tanda and stops it in order. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    /** All of stopping: drain, then each verticle's own limits; Kubernetes' grace period is longer. */
    public static final Duration STOP_LIMIT = Duration.ofSeconds(50);

    /** Leaving the cluster and closing what is left. */
    public static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

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
        Node.make(config, settings)
                .compose(node -> {
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> stopAndWait(node), "ordered-stop"));
                    return node.start();
                })
                .onFailure(failure -> {
                    log.error("could not start: {}", failure.getMessage(), failure);
                    Runtime.getRuntime().halt(EXIT_START);
                });
    }

    private static void stopAndWait(Node node) {
        await(node.stop(), STOP_LIMIT);
        // From this thread, not as the last step above: closing ends the event loop that would say that it has closed.
        await(node.close(), CLOSE_LIMIT);
    }

    private static void await(Future<?> step, Duration limit) {
        CountDownLatch done = new CountDownLatch(1);
        step.onComplete(ended -> done.countDown());
        try {
            if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS))
                log.warn("stopping took longer than {} s and is cut off", limit.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

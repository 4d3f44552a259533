package io.tanda.launcher;

import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts one process of Tanda and stops it in order. Its arguments are settings: {@code --verticles=web,booking --http.port=8081}. */
public final class Main {
    private static final Logger log = LoggerFactory.getLogger(Main.class);

    private static final int EXIT_CONFIGURATION = 78;
    private static final int EXIT_START = 1;

    private Main() {}

    public static void main(String[] arguments) {
        Settings settings = Sources.read(List.of(arguments), System.getenv());
        LogFormat.of(settings).apply();
        NodeConfig config = NodeConfig.of(settings);
        try {
            config.topology().contexts().forEach(context -> Verticles.read(context, settings));
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
}

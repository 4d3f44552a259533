package io.tanda.benchmarks;

import io.tanda.servers.Checkout;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * This checkout and, when another one is named, that one beside it: each an app with a database and a broker of its own, for both use
 * the same names of schemas and topics. Servers, JVM options and settings are the same; only the app's class path differs.
 *
 * <p>Both stay up and only one is loaded at a time. An app started anew for each round would be measured while the JVM still compiles
 * it; what the idle one's timers cost, they cost the other in its turn as well.
 */
final class Sides implements AutoCloseable {
    private final List<Side> sides = new ArrayList<>();

    record Side(String name, BenchServers servers) {}

    /** @param against the folder of another checkout; null: none */
    static Sides start(@Nullable Path against) throws IOException {
        Sides started = new Sides();
        try {
            Checkout ours = new Checkout(TandaRoot.find());
            Path data = ours.folder().resolve("data").resolve("bench");
            // Before a server starts: the other one is perhaps not built.
            Checkout theirs = against == null ? null : new Checkout(against);
            if (theirs != null) theirs.classPath(BenchServers.APP);
            started.sides.add(new Side("this", new BenchServers(ours, data.resolve("this"))));
            if (theirs != null) started.sides.add(new Side("other", new BenchServers(theirs, data.resolve("other"))));
            return started;
        } catch (IOException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /** This one first, then the other if there is one: the order of their turns. */
    List<Side> all() {
        return List.copyOf(sides);
    }

    BenchServers ours() {
        return sides.getFirst().servers();
    }

    @Override
    public void close() {
        sides.reversed().forEach(side -> side.servers().close());
    }
}

package io.tanda.launcher.supervisor;

import io.tanda.servers.ChildProcess;
import io.tanda.servers.Server;
import io.tanda.servers.ServerStartException;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process of the tree. {@link #start} is called again after each of its ends; one thread calls, {@link Keeper}'s. */
sealed interface Service permits Service.Own, Service.Jvm, PodService {

    /** As in {@code data/run/NAME.pid} and {@code data/logs/NAME.log}. */
    String name();

    /** Where it listens, for the eye. */
    String address();

    /** Returns when it serves; an interrupt ends the attempt and the process. */
    void start() throws ServerStartException;

    long pid();

    /** Completes with the exit code of the process of this moment. */
    CompletableFuture<Integer> onExit();

    /** An orderly stop; after a limit a crash. */
    void stop();

    /** A server of ours: the database or the broker. */
    final class Own implements Service {
        private final String name;
        private final String address;
        private final Supplier<Server> first;
        private @Nullable Server server;

        /** @param first starts it on its data */
        Own(String name, String address, Supplier<Server> first) {
            this.name = name;
            this.address = address;
            this.first = first;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public void start() {
            Server known = server;
            if (known == null) {
                server = first.get();
            } else {
                known.restart();
            }
        }

        @Override
        public long pid() {
            return started(server, name).pid();
        }

        @Override
        public CompletableFuture<Integer> onExit() {
            return started(server, name).onExit();
        }

        @Override
        public void stop() {
            started(server, name).stop();
        }
    }

    /** A JVM of ours: the app or the gateway. */
    final class Jvm implements Service {
        /** Between two looks whether it serves. */
        private static final Duration LOOK_EVERY = Duration.ofMillis(25);

        private final String address;
        private final ChildProcess.Launch launch;
        private final BooleanSupplier serves;
        private final Duration startLimit;
        private final Duration stopLimit;
        private @Nullable ChildProcess process;

        Jvm(
                String address,
                ChildProcess.Launch launch,
                BooleanSupplier serves,
                Duration startLimit,
                Duration stopLimit) {
            this.address = address;
            this.launch = launch;
            this.serves = serves;
            this.startLimit = startLimit;
            this.stopLimit = stopLimit;
        }

        @Override
        public String name() {
            return launch.name();
        }

        @Override
        public String address() {
            return address;
        }

        @Override
        public void start() {
            ChildProcess child = ChildProcess.start(launch);
            process = child;
            long deadline = System.nanoTime() + startLimit.toNanos();
            while (!serves.getAsBoolean()) {
                if (endsWithin(LOOK_EVERY, child)) {
                    throw new ServerStartException(name() + " ended while starting.\n" + child.lastWords());
                }
                if (System.nanoTime() > deadline) {
                    child.kill9();
                    throw new ServerStartException(
                            name() + " was not ready within " + startLimit.toSeconds() + " s.\n" + child.lastWords());
                }
            }
            if (!child.isAlive()) {
                // Somebody else answered at its address.
                throw new ServerStartException(name() + " ended while starting, and another process answers at "
                        + address + ".\n" + child.lastWords());
            }
        }

        private static boolean endsWithin(Duration limit, ChildProcess child) {
            try {
                return child.awaitExit(limit);
            } catch (ServerStartException interrupted) {
                // It has not begun to serve: a crash loses nothing, and nobody waits for it.
                child.kill9();
                throw interrupted;
            }
        }

        @Override
        public long pid() {
            return started(process, name()).pid();
        }

        @Override
        public CompletableFuture<Integer> onExit() {
            return started(process, name()).onExit();
        }

        @Override
        public void stop() {
            started(process, name()).stop(stopLimit);
        }
    }

    private static <T> T started(@Nullable T process, String name) {
        if (process == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return process;
    }

    /** One look at loopback takes less than a millisecond; a busy event loop may take longer to answer. */
    int LOOK_LIMIT_MILLIS = 2_000;

    /** True when a GET is answered with 200. */
    static BooleanSupplier answers(URI address) {
        return () -> {
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) address.toURL().openConnection();
                connection.setConnectTimeout(LOOK_LIMIT_MILLIS);
                connection.setReadTimeout(LOOK_LIMIT_MILLIS);
                try {
                    return connection.getResponseCode() == 200;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException e) {
                return false;
            }
        };
    }

    /** True when somebody listens. */
    static BooleanSupplier listens(String host, int port) {
        return () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), LOOK_LIMIT_MILLIS);
                return true;
            } catch (IOException e) {
                return false;
            }
        };
    }
}

package io.tanda.servers;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A real server on the loopback interface, as a child process. It keeps its data and its port over a restart. */
public abstract sealed class Server implements AutoCloseable permits KafkaServer, MariaDbServer {

    private final int port;
    private final Duration stopLimit;
    private volatile ChildProcess process;

    /** @param stopLimit of a clean stop; then it is killed */
    Server(int port, Duration stopLimit, ChildProcess process) {
        this.port = port;
        this.stopLimit = stopLimit;
        this.process = process;
    }

    /** A new process on the same data and port; returns when it serves. */
    abstract ChildProcess launch();

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code when the process of this moment ends. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit();
    }

    /** The end of the server's log. */
    public String lastWords() {
        return process.lastWords();
    }

    /** The crash: SIGKILL, in the middle of whatever it does. Returns when it is gone. */
    public void kill9() {
        process.kill9();
    }

    /** Starts it again on the same data and port, after a clean stop when it still runs. */
    public void restart() {
        if (process.isAlive()) {
            stop();
        }
        process = launch();
    }

    /** A clean stop, or the crash when that takes too long. */
    public void stop() {
        process.stop(stopLimit);
    }

    @Override
    public void close() {
        stop();
    }
}

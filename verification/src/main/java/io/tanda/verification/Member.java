package io.tanda.verification;

import io.tanda.servers.ChildProcess;
import java.io.IOException;
import java.time.Duration;

/** One process of the cluster. @param slot whose ports it has */
record Member(Role role, Slot slot, ChildProcess process) {
    /** The ports of one process at a time; known to all, as the names of a headless service are. */
    record Slot(int http, int management, int cluster) {}

    /** How a process ends, or does not answer for a while. */
    enum Signal {
        TERM,
        KILL,
        STOP,
        CONT
    }

    void send(Signal signal) throws IOException {
        try {
            int code = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) throw new IOException(this + " took no " + signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before " + this + " took " + signal, e);
        }
    }

    /** @throws IOException when it is still there after the limit */
    void awaitEnd(Duration limit) throws IOException {
        if (!process.awaitExit(limit)) throw new IOException(this + " has not ended after " + limit.toSeconds() + " s");
    }

    /** Of user and system, of all its threads, to 10 ms. */
    Duration cpu() {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        return process.name();
    }
}

package io.tanda.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that cannot outlive this JVM.
 *
 * <p>It begins as a shell that waits for one line on its standard input; we tell the {@link Reaper} its pid and only then
 * send the line, upon which the shell becomes the command (same pid). If we die in between, the shell reads end of file
 * and goes. So there is no moment at which a child runs and nobody would end it.
 *
 * <p>Children ignore the INT and HUP of a terminal: on Ctrl-C the parent alone decides who stops when.
 */
public final class ChildProcess {

    private static final String WAIT_THEN_BECOME = "trap '' INT HUP; read -r go || exit 1; exec \"$@\" </dev/null";

    /** The system takes a killed process away at once, unless it hangs in a disk's driver. */
    private static final long KILL_LIMIT_SECONDS = 30;

    private final Launch launch;
    private final Process process;

    /**
     * What to run.
     *
     * @param name what logs and errors call it
     * @param environment added to this JVM's own; an empty value removes a variable
     * @param log where standard output and error are appended; null: passed through to ours
     */
    public record Launch(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path workingFolder,
            @Nullable Path log) {

        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("No command for " + name);
            }
        }
    }

    private ChildProcess(Launch launch, Process process) {
        this.launch = launch;
        this.process = process;
    }

    /** Starts it, or throws {@link ServerStartException} when the system refuses. */
    public static ChildProcess start(Launch launch) {
        try {
            List<String> command = new ArrayList<>(List.of("sh", "-c", WAIT_THEN_BECOME, launch.name()));
            command.addAll(launch.command());
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(launch.workingFolder().toFile());
            launch.environment().forEach((key, value) -> {
                if (value.isEmpty()) {
                    builder.environment().remove(key);
                } else {
                    builder.environment().put(key, value);
                }
            });
            Path log = launch.log();
            if (log == null) {
                builder.redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
            } else {
                Path folder = log.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
            }
            Process process = builder.start();
            Reaper.instance().add(process.pid());
            try (OutputStream go = process.getOutputStream()) {
                go.write("go\n".getBytes(StandardCharsets.US_ASCII));
            }
            var forgotten =
                    process.onExit().thenAccept(ended -> Reaper.instance().forget(ended.pid()));
            assert forgotten != null;
            return new ChildProcess(launch, process);
        } catch (IOException e) {
            throw new ServerStartException("Cannot start " + launch.name() + ": " + e.getMessage(), e);
        }
    }

    public String name() {
        return launch.name();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code (128 + signal when it was killed). */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** The end of its log, for a message. */
    public String lastWords() {
        return launch.log() == null ? "" : LogTail.of(launch.log());
    }

    /** SIGKILL; returns when it is gone, also on a thread that was interrupted. */
    public void kill9() {
        process.destroyForcibly();
        process.onExit().orTimeout(KILL_LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** SIGTERM, and SIGKILL when that took longer than the limit. True when it went by itself. */
    public boolean stop(Duration limit) {
        process.destroy();
        if (awaitExit(limit)) {
            return true;
        }
        kill9();
        return false;
    }

    /** True when it ended within the limit. */
    public boolean awaitExit(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("Interrupted while waiting for " + name(), e);
        }
    }
}

package io.tanda.simulator.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the server's process shows from outside, where it runs on this machine. Everything here blocks. */
final class AppProcess {
    private static final String BLOCKED = " has been blocked for ";

    private final Optional<Path> runFolder;
    private long mostKilobytes;
    private long logFrom;

    AppProcess(Optional<Path> runFolder) {
        this.runFolder = runFolder;
        this.logFrom = size();
    }

    private Optional<Path> log() {
        return runFolder
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .map(run -> run.resolveSibling("logs").resolve("app.log"))
                .filter(Files::isReadable);
    }

    private long size() {
        try {
            return log().isPresent() ? Files.size(log().get()) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Looks at VmHWM: the most resident memory the process ever had. Again for each process that took its place. */
    void look() {
        if (runFolder.isEmpty()) return;
        try {
            String pid = Files.readString(runFolder.get().resolve("app.pid")).strip();
            List<String> status = Files.readAllLines(Path.of("/proc", pid, "status"));
            for (String line : status)
                if (line.startsWith("VmHWM:"))
                    mostKilobytes = Math.max(mostKilobytes, Long.parseLong(line.replaceAll("[^0-9]", "")));
        } catch (IOException | NumberFormatException e) {
            // Between two processes, or another system than Linux.
        }
    }

    OptionalLong mostMegabytes() {
        return mostKilobytes == 0 ? OptionalLong.empty() : OptionalLong.of(mostKilobytes / 1_024);
    }

    /** Warnings of a blocked event loop in the server's log since this object was made; empty where there is no log. */
    OptionalLong blockedEventLoops() {
        Optional<Path> log = log();
        if (log.isEmpty()) return OptionalLong.empty();
        try (SeekableByteChannel file = Files.newByteChannel(log.get())) {
            // A log that became shorter is another file: put aside at a start.
            if (logFrom <= file.size()) file.position(logFrom);
            // Whatever its letters are, the words looked for are ASCII.
            BufferedReader lines = new BufferedReader(Channels.newReader(file, StandardCharsets.ISO_8859_1));
            return OptionalLong.of(
                    lines.lines().filter(line -> line.contains(BLOCKED)).count());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}

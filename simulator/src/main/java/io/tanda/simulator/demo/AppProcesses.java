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

/** What the server's processes show from outside, where they run on this machine. Everything here blocks. */
final class AppProcesses {
    private static final String BLOCKED = " has been blocked for ";

    private final List<AppProcess> all;

    /** @param names as in NAME.pid; none is looked at without a folder */
    AppProcesses(Optional<Path> runFolder, List<String> names) {
        all = runFolder
                .map(run -> names.stream()
                        .map(name -> new AppProcess(run.toAbsolutePath().normalize(), name))
                        .toList())
                .orElse(List.of());
    }

    /** Looks at VmHWM: the most resident memory the process ever had. Again for each process that took its place. */
    void look() {
        all.forEach(AppProcess::look);
    }

    /** Of all together: each at its own worst moment. */
    OptionalLong mostMegabytes() {
        long kilobytes =
                all.stream().mapToLong(process -> process.mostKilobytes).sum();
        return kilobytes == 0 ? OptionalLong.empty() : OptionalLong.of(kilobytes / 1_024);
    }

    /** Warnings of a blocked event loop in the server's logs since this object was made; empty where there is no log. */
    OptionalLong blockedEventLoops() {
        return all.stream()
                .map(AppProcess::blockedEventLoops)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .reduce(Long::sum);
    }

    private static final class AppProcess {
        private final Path pid;
        private final Path log;
        private final long logFrom;
        private long mostKilobytes;

        AppProcess(Path run, String name) {
            this.pid = run.resolve(name + ".pid");
            this.log = run.resolveSibling("logs").resolve(name + ".log");
            this.logFrom = size();
        }

        private long size() {
            try {
                return Files.isReadable(log) ? Files.size(log) : 0;
            } catch (IOException e) {
                return 0;
            }
        }

        void look() {
            try {
                Path status = Path.of("/proc", Files.readString(pid).strip(), "status");
                for (String line : Files.readAllLines(status))
                    if (line.startsWith("VmHWM:"))
                        mostKilobytes = Math.max(mostKilobytes, Long.parseLong(line.replaceAll("[^0-9]", "")));
            } catch (IOException | NumberFormatException e) {
                // Between two processes, or another system than Linux.
            }
        }

        OptionalLong blockedEventLoops() {
            if (!Files.isReadable(log)) return OptionalLong.empty();
            try (SeekableByteChannel file = Files.newByteChannel(log)) {
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
}

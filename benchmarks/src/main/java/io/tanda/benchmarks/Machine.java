package io.tanda.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Where and of what something was measured: a figure without both says nothing. */
final class Machine {
    private static final int GIT_LIMIT_SECONDS = 10;

    private Machine() {}

    /** Such as {@code 2 cores of Intel Xeon, Linux 6.1, JDK 25.0.1}. */
    static String text() {
        return String.format(
                Locale.ROOT,
                "%d cores of %s, %s %s, JDK %s",
                Runtime.getRuntime().availableProcessors(),
                processor(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version());
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) return System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** As git names what is checked out there, with a sign where it was changed since; "no git" without one. */
    static String commit(Path checkout) {
        try {
            Process git = new ProcessBuilder("git", "describe", "--always", "--dirty=+", "--exclude=*")
                    .directory(checkout.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String name = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor(GIT_LIMIT_SECONDS, TimeUnit.SECONDS) && git.exitValue() == 0 ? name : "no git";
        } catch (IOException e) {
            return "no git";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "no git";
        }
    }
}

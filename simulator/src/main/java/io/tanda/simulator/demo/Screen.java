package io.tanda.simulator.demo;

import io.tanda.client.CallCounts;
import io.tanda.simulator.city.Tally.Figures;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The live view: one line that is written over and over on a terminal, one line every 2 s elsewhere. */
final class Screen {
    private static final int TERMINAL_MILLIS = 250;
    private static final int FILE_MILLIS = 2_000;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean drawn;

    Screen(PrintStream out) {
        this(out, isTerminal());
    }

    Screen(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    private static boolean isTerminal() {
        try {
            String standardOut =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return standardOut.startsWith("/dev/pts/") || standardOut.startsWith("/dev/tty");
        } catch (IOException e) {
            return false;
        }
    }

    int everyMillis() {
        return terminal ? TERMINAL_MILLIS : FILE_MILLIS;
    }

    /** For good, above the view. */
    synchronized void line(String text) {
        wipe();
        out.println(text);
        out.flush();
    }

    /** @param elapsed domain time since the replay began */
    synchronized void show(Duration elapsed, Figures now, int freeTaxis, CallCounts.Seen calls, double perSecond) {
        String text = String.format(
                Locale.ROOT,
                "%s  asked %d  open %d  on ride %d  settling %d  completed %d  no taxi %d  canceled %d  free taxis %d  errors %d  %.0f req/s",
                clock(elapsed),
                now.asked(),
                now.open(),
                now.onRide(),
                now.settling(),
                now.completed(),
                now.noTaxi() + now.expired(),
                now.canceled(),
                freeTaxis,
                calls.errors(),
                perSecond);
        wipe();
        if (terminal) out.print(text);
        else out.println(text);
        out.flush();
        drawn = terminal;
    }

    synchronized void wipe() {
        if (drawn) out.print(CLEAR_LINE);
        drawn = false;
    }

    static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    static PrintStream standardOut() {
        return new PrintStream(System.out, false, StandardCharsets.UTF_8);
    }
}

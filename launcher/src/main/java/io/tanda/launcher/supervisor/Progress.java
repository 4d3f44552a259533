package io.tanda.launcher.supervisor;

import java.io.PrintStream;
import java.util.Locale;

/** What whoever typed the command sees: one line for each thing that happens, with the time since the start. */
final class Progress {

    private final PrintStream out;
    private final long began = System.nanoTime();
    private volatile boolean quiet;

    Progress(PrintStream out) {
        this.out = out;
    }

    /** From here on only the end is said: the screen belongs to the simulator's live view. */
    void quiet(boolean value) {
        quiet = value;
    }

    void event(String who, String what) {
        if (!quiet) {
            out.println(String.format(Locale.ROOT, "  %6.1f s  %-10s %s", seconds(), who, what));
        }
    }

    void line(String text) {
        out.println(text);
    }

    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }
}

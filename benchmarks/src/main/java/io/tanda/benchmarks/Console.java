package io.tanda.benchmarks;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Where a benchmark prints what it measured. */
final class Console {
    private Console() {}

    @FormatMethod
    static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }
}

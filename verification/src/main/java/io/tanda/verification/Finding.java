package io.tanda.verification;

import java.util.List;

/**
 * What came of trying one promise.
 *
 * @param rounds how often it was tried
 * @param violations each in a sentence; none: it held
 * @param measured for a reader, such as the worst time
 * @param tried whether what it needs was here
 */
record Finding(String promise, int rounds, List<String> violations, String measured, boolean tried) {
    Finding {
        violations = List.copyOf(violations);
    }

    Finding(String promise, int rounds, List<String> violations, String measured) {
        this(promise, rounds, violations, measured, true);
    }

    /** Neither held nor broken: what it needs is not here. */
    static Finding notTried(String promise, String why) {
        return new Finding(promise + " (not tried: " + why + ")", 0, List.of(), why, false);
    }

    boolean holds() {
        return rounds > 0 && violations.isEmpty();
    }
}

package io.tanda.verification;

import java.util.List;

/**
 * What came of trying one promise.
 *
 * @param rounds how often it was tried
 * @param violations each in a sentence; none: it held
 * @param measured for a reader, such as the worst time
 */
record Finding(String promise, int rounds, List<String> violations, String measured) {
    Finding {
        violations = List.copyOf(violations);
    }

    boolean holds() {
        return rounds > 0 && violations.isEmpty();
    }
}

package io.tanda.platform.commit;

import io.tanda.contract.Characters;
import io.tanda.contract.Id;
import io.tanda.contract.bus.Act;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Request;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What of a command goes into the audit journal. */
final class Acts {
    private Acts() {}

    /** @return what is wrong with the reason of an act; absent: nothing */
    static @Nullable String flaw(Request<?> request) {
        if (!(request.body() instanceof Act act)) return null;
        return act.reason().isBlank() || Characters.in(act.reason()) > Act.REASON_MAX_CHARACTERS
                ? "reason must have 1 to " + Act.REASON_MAX_CHARACTERS + " characters"
                : null;
    }

    /** @return absent: it is no act of an operator's */
    static Audit.@Nullable Entry entry(Request<?> request) {
        return request.body() instanceof Act act
                ? new Audit.Entry(
                        Id.next(),
                        request.at().truncatedTo(ChronoUnit.MICROS),
                        request.actor(),
                        act.act(),
                        act.about(),
                        act.reason(),
                        request.trace())
                : null;
    }
}

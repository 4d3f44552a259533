package io.tanda.notify.notice;

import io.tanda.contract.Money;
import org.jspecify.annotations.Nullable;

/** What a notice's words are filled with; absent what they do without. */
public record Details(
        @Nullable String plate,
        @Nullable Integer minutes,
        @Nullable Money amount) {
    static final Details NONE = new Details(null, null, null);

    static Details of(Money amount) {
        return new Details(null, null, amount);
    }

    static Details minutes(int minutes) {
        return new Details(null, minutes, null);
    }
}

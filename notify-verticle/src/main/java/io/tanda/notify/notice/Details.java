package io.tanda.notify.notice;

import io.tanda.contract.Money;
import org.jspecify.annotations.Nullable;

/** What a notice's words are filled with; absent what they do without. @param method such as {@code visa 4242}, or {@link #CASH} */
public record Details(
        @Nullable String plate,
        @Nullable Integer minutes,
        @Nullable Money amount,
        @Nullable String method) {
    /** In no language: words say it. */
    public static final String CASH = "cash";

    static final Details NONE = new Details(null, null, null);

    /** Of what is no matter of payment methods. */
    public Details(@Nullable String plate, @Nullable Integer minutes, @Nullable Money amount) {
        this(plate, minutes, amount, null);
    }

    static Details method(String method) {
        return new Details(null, null, null, method);
    }

    static Details of(Money amount) {
        return new Details(null, null, amount);
    }

    static Details minutes(int minutes) {
        return new Details(null, minutes, null);
    }
}

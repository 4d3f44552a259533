package io.tanda.payment.gateway;

import io.tanda.contract.Money;
import io.tanda.payment.method.domain.Instrument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the gateway said about one key: yes with a reference, no with a reason, yes to something else, or nothing that can be kept. Each
 * provider reads its own answers into it; what is compared, and how, is the same for all.
 */
public sealed interface Said {
    Logger log = LoggerFactory.getLogger(Said.class);
    /** As the columns keep them. */
    int CODE_MAX_CHARACTERS = 64;

    int REFERENCE_MAX_CHARACTERS = 128;
    /** Of each word of the gateway's that is told to operators. */
    int QUOTED_MAX_CHARACTERS = 64;

    /** @param instrument what a token stands for; absent where that was not asked for, or not said so that it can be kept */
    record Done(String reference, @Nullable Instrument instrument) implements Said {}

    record Refused(String code) implements Said {}

    /**
     * It is about something else than what was asked for, or has no reference that can be kept: never believed.
     *
     * @param detail what was asked and what was said, at most 500 characters
     */
    record Other(String detail) implements Said {}

    /** Our request is wrong. @param detail what was asked and what was said, at most 500 characters */
    record NotUnderstood(String detail) implements Said {}

    /** Asked by key: it knows none of it. */
    record NeverSeen() implements Said {}

    /** Neither yes nor no: the same key is asked for again. */
    record Nothing(String why) implements Said {}

    /**
     * What an answer must repeat.
     *
     * @param field what the gateway calls that which this is about, such as {@code ride}
     * @param amount absent: it says none
     */
    record Asked(
            String key,
            String field,
            String about,
            @Nullable Money amount) {
        private String text() {
            return (amount == null ? "no amount" : amount.minorUnits() + " " + amount.currency()) + " for " + field
                    + " " + quoted(about) + " under key " + quoted(key);
        }
    }

    /**
     * A yes, which is believed where it repeats what was asked for and has a reference that can be kept.
     *
     * @param yes the gateway's word for it
     * @param said what its answer is about
     * @param id its reference, whatever that is
     * @param instrument what the token stands for, where that was asked
     */
    static Said done(Asked asked, String yes, Asked said, @Nullable Object id, @Nullable Instrument instrument) {
        if (!said.equals(asked)) return other(asked, yes + " " + said.text());
        return id instanceof String reference && isKept(reference)
                ? new Done(reference, instrument)
                : other(
                        asked,
                        yes + " it with the reference " + quoted(id) + ", which is none of 1 to "
                                + REFERENCE_MAX_CHARACTERS + " characters");
    }

    static Other other(Asked asked, String said) {
        Other other = new Other("asked for " + asked.text() + "; said: " + said);
        log.error("ALERT the gateway was {}", other.detail());
        return other;
    }

    /** @param code the gateway's, whatever that is @param no instead of one that cannot be kept */
    static Refused refused(@Nullable Object code, String no) {
        if (!(code instanceof String text) || !isPrintable(text)) return new Refused(no);
        return new Refused(text.length() <= CODE_MAX_CHARACTERS ? text : text.substring(0, CODE_MAX_CHARACTERS));
    }

    static NotUnderstood notUnderstood(Asked asked, String said) {
        log.error("ALERT the gateway answered {} for {}", said, asked.key());
        return new NotUnderstood("asked for " + asked.text() + "; said: " + said);
    }

    /** For what a person must look at; silence is no such thing. */
    static Nothing nothing(Asked asked, String said) {
        log.error("ALERT the gateway answered {} for {}", said, asked.key());
        return new Nothing(said);
    }

    /** What an answer that is no yes and no no says by its status alone. */
    static Said byStatus(Asked asked, int status) {
        String said = "HTTP " + status;
        // Not 401, 403 and 404, which are about all requests: whoever mends that has each of them asked again.
        return status == 400 || status == 422 ? notUnderstood(asked, said) : nothing(asked, said);
    }

    /** An amount as an answer says it; absent where it says none that there is. */
    static @Nullable Money money(@Nullable Object minorUnits, @Nullable Object currency) {
        return (minorUnits instanceof Integer || minorUnits instanceof Long)
                        && ((Number) minorUnits).longValue() >= 0
                        && currency instanceof String code
                        && code.matches("[A-Z]{3}")
                ? new Money(((Number) minorUnits).longValue(), code)
                : null;
    }

    /** A word of an answer; empty where it is none. */
    static String name(@Nullable Object said) {
        return said instanceof String name ? name : "";
    }

    /** For people: what the gateway said, cut, and nothing that cannot be printed. */
    static String quoted(@Nullable Object said) {
        if (!(said instanceof String text) || !isPrintable(text)) return "(none)";
        return text.length() <= QUOTED_MAX_CHARACTERS ? text : text.substring(0, QUOTED_MAX_CHARACTERS) + "...";
    }

    /** What is kept beside the money must never be a reason not to keep that it was taken. */
    private static boolean isKept(String reference) {
        return reference.length() <= REFERENCE_MAX_CHARACTERS && isPrintable(reference);
    }

    private static boolean isPrintable(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}

package io.tanda.payment.gateway;

import io.tanda.contract.Money;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the gateway said about one key: yes with a reference, no with a reason, yes to something else, or nothing that can be kept. */
sealed interface Said {
    Logger log = LoggerFactory.getLogger(Said.class);
    /** As the columns keep them. */
    int CODE_MAX_CHARACTERS = 64;

    int REFERENCE_MAX_CHARACTERS = 128;
    /** Of each word of the gateway's that is told to operators. */
    int QUOTED_MAX_CHARACTERS = 64;

    record Done(String reference) implements Said {}

    record Refused(String code) implements Said {}

    /**
     * It is about something else than what was asked for, or has no reference that can be kept: never believed.
     *
     * @param detail what was asked and what was said, at most 500 characters
     */
    record Other(String detail) implements Said {}

    /** Our request is wrong. @param detail what was asked and what was said, at most 500 characters */
    record NotUnderstood(String detail) implements Said {}

    /** Neither yes nor no: a person must look, and the same key is asked again meanwhile. */
    record Nothing(String why) implements Said {}

    /**
     * What an answer must repeat.
     *
     * @param field what the gateway calls that which this is about, such as {@code ride}
     */
    record Asked(
            String key,
            String field,
            String about,
            @Nullable Money amount) {
        private static Asked in(JsonObject answer, String field) {
            return new Asked(
                    name(answer.getValue("key")),
                    field,
                    name(answer.getValue(field)),
                    money(answer.getValue("amount")));
        }

        private static String name(@Nullable Object said) {
            return said instanceof String name ? name : "";
        }

        private static @Nullable Money money(@Nullable Object said) {
            return said instanceof JsonObject amount
                            && (amount.getValue("minorUnits") instanceof Integer
                                    || amount.getValue("minorUnits") instanceof Long)
                            && amount.getLong("minorUnits") >= 0
                            && amount.getValue("currency") instanceof String currency
                            && currency.matches("[A-Z]{3}")
                    ? new Money(amount.getLong("minorUnits"), currency)
                    : null;
        }

        private String text() {
            return (amount == null ? "no amount" : amount.minorUnits() + " " + amount.currency()) + " for " + field
                    + " " + quoted(about) + " under key " + quoted(key);
        }
    }

    /**
     * @param yes as this operation's status says it
     * @param no likewise; it need not repeat what was asked, but says nothing else
     */
    static Said in(HttpResponse<Buffer> response, String yes, String no, Asked asked) {
        int status = response.statusCode();
        if (status == 200 || status == 201 || status == 402) {
            JsonObject json = response.bodyAsJsonObject();
            String said = json.getString("status");
            if (yes.equals(said)) return done(json, yes, asked);
            if (no.equals(said))
                return json.containsKey("key") && !asked.key().equals(json.getValue("key"))
                        ? other(asked, no + " what has the key " + quoted(json.getValue("key")))
                        : new Refused(code(json, no));
        }
        log.error("ALERT the gateway answered {} for {}", status, asked.key());
        // Not 401, 403 and 404, which are about all requests: whoever mends that has each of them asked again.
        if (status == 400 || status == 422)
            return new NotUnderstood("asked for " + asked.text() + "; said: HTTP " + status);
        return new Nothing("HTTP " + status);
    }

    private static Said done(JsonObject json, String yes, Asked asked) {
        Asked said = Asked.in(json, asked.field());
        if (!said.equals(asked)) return other(asked, yes + " " + said.text());
        Object id = json.getValue("id");
        return id instanceof String reference && isKept(reference)
                ? new Done(reference)
                : other(
                        asked,
                        yes + " it with the reference " + quoted(id) + ", which is none of 1 to "
                                + REFERENCE_MAX_CHARACTERS + " characters");
    }

    private static Other other(Asked asked, String said) {
        Other other = new Other("asked for " + asked.text() + "; said: " + said);
        log.error("ALERT the gateway was {}", other.detail());
        return other;
    }

    /** What is kept beside the money must never be a reason not to keep that it was taken. */
    private static boolean isKept(String reference) {
        return reference.length() <= REFERENCE_MAX_CHARACTERS && isPrintable(reference);
    }

    private static boolean isPrintable(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String quoted(@Nullable Object said) {
        if (!(said instanceof String text) || !isPrintable(text)) return "(none)";
        return text.length() <= QUOTED_MAX_CHARACTERS ? text : text.substring(0, QUOTED_MAX_CHARACTERS) + "...";
    }

    private static String code(JsonObject json, String no) {
        if (!(json.getValue("code") instanceof String code) || !isPrintable(code)) return no;
        return code.length() <= CODE_MAX_CHARACTERS ? code : code.substring(0, CODE_MAX_CHARACTERS);
    }
}

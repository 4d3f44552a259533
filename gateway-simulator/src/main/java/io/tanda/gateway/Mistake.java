package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** What is wrong in an answer that says that something was done. The ledger has what is true. */
public enum Mistake {
    /** One minor unit more. */
    AMOUNT,
    CURRENCY,
    /** What it was filed under, or what it is about. */
    REFERENCE,
    KEY,
    /** An id of the gateway's that is longer than merchants expect. */
    LONG_ID;

    private static final String AMOUNT_FIELD = "amount";
    private static final int LONG_ID_CHARACTERS = 300;

    /** @param answer as the merchant would read it; becomes wrong, where it says such a thing at all */
    void in(ObjectNode answer) {
        switch (this) {
            case AMOUNT -> {
                if (answer.get(AMOUNT_FIELD) instanceof ObjectNode amount)
                    amount.put("minorUnits", amount.path("minorUnits").asLong() + 1);
            }
            case CURRENCY -> {
                if (answer.get(AMOUNT_FIELD) instanceof ObjectNode amount)
                    amount.put("currency", amount.path("currency").asText().equals("EUR") ? "KRW" : "EUR");
            }
            case REFERENCE -> {
                for (String field : new String[] {"ride", "charge"})
                    if (answer.has(field))
                        answer.put(field, "other-" + answer.path(field).asText());
            }
            case KEY -> answer.put("key", answer.path("key").asText() + "-other");
            case LONG_ID -> answer.put("id", answer.path("id").asText() + "x".repeat(LONG_ID_CHARACTERS));
        }
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Mistake of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}

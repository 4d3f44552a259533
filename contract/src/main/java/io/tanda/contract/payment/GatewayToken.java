package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * What the gateway gave a rider's app in exchange for a card or an account (C1). Whoever has it, and our keys, can charge it: it is in no
 * event, no answer and no log, and says nothing of itself.
 *
 * @throws IllegalArgumentException for what no gateway gives; the message does not hold it
 */
public record GatewayToken(@JsonValue String value) {
    /** The longest that is known of has some 60. */
    public static final int MAX_CHARACTERS = 128;

    public static final int MIN_CHARACTERS = 8;
    /** With a letter: what has none was typed by somebody, and is a number of a card or an account. */
    private static final Pattern FORM = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9_.:=+/-]{8,128}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GatewayToken {
        if (!isOne(value)) throw new IllegalArgumentException("not a token of the gateway's");
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return "GatewayToken";
    }
}

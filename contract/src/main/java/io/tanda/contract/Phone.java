package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A phone number as it is dialled from anywhere (E.164): a plus sign, the country's code, 7 to 15 digits in all, such as +12125550123.
 * Personal: no event carries it.
 *
 * @throws IllegalArgumentException when the text is no such number
 */
public record Phone(@JsonValue String number) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Phone {
        if (!isNumber(number)) throw new IllegalArgumentException("no phone number in the form of E.164");
    }

    public static boolean isNumber(String text) {
        return E164.matcher(text).matches();
    }

    /** Says nothing: it might be logged. */
    @Override
    public String toString() {
        return "Phone";
    }
}

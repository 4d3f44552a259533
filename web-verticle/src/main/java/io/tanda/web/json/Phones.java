package io.tanda.web.json;

import io.tanda.contract.Phone;
import io.tanda.web.json.Fields.Kind;

/** Phone numbers in bodies. */
public final class Phones {
    /** {@code CallerPhone}. Its form tells it from a card number, which is told as such. */
    public static final Kind<Phone> PHONE = (value, pointer, findings) -> {
        if (!value.isTextual()) return findings.flaw(pointer, "must be a text");
        String text = value.textValue();
        if (Phone.isNumber(text)) return new Phone(text);
        return CardNumbers.in(text)
                ? findings.cardNumber(pointer)
                : findings.flaw(
                        pointer, "must be a phone number with its country's code, such as +12125550123 (E.164)");
    };

    private Phones() {}
}

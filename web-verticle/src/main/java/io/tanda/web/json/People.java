package io.tanda.web.json;

import static io.tanda.web.json.Fields.object;
import static io.tanda.web.json.Fields.text;

import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;

/** Who people are and how they are reached, in bodies: what several contexts' schemas have in common. */
public final class People {
    /** {@code Phone}. Its form tells it from a card number, which is told as such. */
    public static final Kind<Phone> PHONE = (value, pointer, findings) -> {
        if (!value.isTextual()) return findings.flaw(pointer, "must be a text");
        String text = value.textValue();
        if (Phone.isNumber(text)) return new Phone(text);
        return CardNumbers.in(text)
                ? findings.cardNumber(pointer)
                : findings.flaw(
                        pointer, "must be a phone number with its country's code, such as +12125550123 (E.164)");
    };

    /** {@code PersonRequest} */
    public static final Kind<Person> PERSON = object(fields -> {
        Field<String> firstName = fields.required("firstName", text(1, Person.FIRST_NAME_MAX_CHARACTERS));
        Field<Phone> phone = fields.required("phone", PHONE);
        return () -> new Person(firstName.get(), phone.get());
    });

    private People() {}
}

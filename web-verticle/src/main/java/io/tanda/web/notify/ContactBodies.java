package io.tanda.web.notify;

import static io.tanda.web.json.Fields.oneOf;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.that;
import static io.tanda.web.json.People.PHONE;

import io.tanda.contract.Phone;
import io.tanda.contract.notify.Contact;
import io.tanda.contract.notify.Language;
import io.tanda.contract.notify.SetContact;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import io.tanda.web.json.WireNames;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where somebody wants to be told: what the contract's schema says, as code. A test compares the two. */
final class ContactBodies {
    private static final Map<String, Language> LANGUAGES = WireNames.of(Language.values(), Language::tag);
    private static final Pattern ADDRESS = Pattern.compile("https?://[!-~]+");
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private ContactBodies() {}

    /** {@code Contact} */
    static Decoded<SetContact> contact(Buffer body, UUID receiver) {
        return Fields.read(body, fields -> {
            Field<Language> language = fields.optional("language", oneOf(LANGUAGES));
            Field<String> webhook = fields.optional(
                    "webhook", like(ADDRESS, Contact.ADDRESS_MAX_CHARACTERS, "such as https://example.org/notices"));
            Field<String> mail =
                    fields.optional("mail", like(MAIL, Contact.MAIL_MAX_CHARACTERS, "such as kim@example.org"));
            Field<Phone> sms = fields.optional("sms", PHONE);
            Field<Phone> kakaoTalk = fields.optional("kakaotalk", PHONE);
            return () -> new SetContact(
                    receiver,
                    new Contact(language.orNull(), webhook.orNull(), mail.orNull(), number(sms), number(kakaoTalk)));
        });
    }

    private static @Nullable String number(Field<Phone> given) {
        Phone phone = given.orNull();
        return phone == null ? null : phone.number();
    }

    private static Kind<String> like(Pattern pattern, int mostCharacters, String example) {
        return that(
                text(1, mostCharacters),
                value -> pattern.matcher(value).matches() ? null : "must be an address " + example);
    }
}

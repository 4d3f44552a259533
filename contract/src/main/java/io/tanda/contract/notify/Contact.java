package io.tanda.contract.notify;

import org.jspecify.annotations.Nullable;

/**
 * Where somebody is told, besides the inbox and the stream that everybody has; each field absent where he is not.
 *
 * @param language absent: the language that is usual here
 * @param webhook http[s]; called with every notice that goes out
 * @param mail an address
 * @param sms a phone number (E.164)
 * @param kakaotalk a phone number (E.164) that a KakaoTalk account goes by
 */
public record Contact(
        @Nullable Language language,
        @Nullable String webhook,
        @Nullable String mail,
        @Nullable String sms,
        @Nullable String kakaotalk) {
    public static final int ADDRESS_MAX_CHARACTERS = 500;
    /** RFC 5321, 4.5.3.1.3, without the angle brackets. */
    public static final int MAIL_MAX_CHARACTERS = 254;

    /** Inbox and stream, and nothing else. */
    public static final Contact NONE = new Contact(null, null, null, null, null);

    /** Addresses stay out of logs. */
    @Override
    public String toString() {
        return "Contact[language=" + language + ", webhook=" + there(webhook) + ", mail=" + there(mail) + ", sms="
                + there(sms) + ", kakaotalk=" + there(kakaotalk) + "]";
    }

    private static String there(@Nullable String address) {
        return address == null ? "no" : "yes";
    }
}

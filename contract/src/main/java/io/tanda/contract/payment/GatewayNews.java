package io.tanda.contract.payment;

import org.jspecify.annotations.Nullable;

/**
 * What a payment gateway says it has to tell, as it came. Nothing in it is believed: it may lead to a question to the gateway, of what is not
 * known yet.
 *
 * @param provider whose words it is in, such as {@code stripe}
 * @param signature that proves that it is the gateway's; absent: it came without one
 * @param body byte for byte, in UTF-8, because the signature is of it
 */
public record GatewayNews(String provider, @Nullable String signature, String body) {
    /** It tells of a person's payment, and is in no log. */
    @Override
    public String toString() {
        return "GatewayNews[" + provider + "]";
    }
}

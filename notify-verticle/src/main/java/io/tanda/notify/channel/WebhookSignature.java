package io.tanda.notify.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * By what a webhook knows that a notice is ours, and new: {@code t=SECONDS,v1=HEX}, where HEX is HMAC-SHA256 of {@code SECONDS.BODY}. The
 * key is of one host, HMAC-SHA256 of its name under our secret, in hex: who knows it can sign for no other host.
 */
final class WebhookSignature {
    static final String HEADER = "Tanda-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private final String secret;

    /** @param secret blank: nothing is signed */
    WebhookSignature(String secret) {
        this.secret = secret;
    }

    boolean signs() {
        return !secret.isBlank();
    }

    /** @param at of the real clock */
    String of(String host, Instant at, Buffer body) {
        long seconds = at.getEpochSecond();
        Buffer signed = Buffer.buffer(seconds + ".").appendBuffer(body);
        return "t=" + seconds + ",v1=" + hmac(keyOf(host), signed.getBytes());
    }

    String keyOf(String host) {
        return hmac(secret, host.toLowerCase(Locale.ROOT).getBytes(UTF_8));
    }

    private static String hmac(String key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}

package io.tanda.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** By what a webhook finds out who calls it, as the contract says. */
record WebhookKey(String key) {
    static final String HEADER = "Tanda-Signature";
    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SIGNATURE = Pattern.compile("t=([0-9]{1,12}),v1=([0-9a-f]{64})");
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    /** @param signature the header; null where there is none */
    boolean signed(@Nullable String signature, Buffer body, Instant now) {
        if (signature == null) return false;
        Matcher parts = SIGNATURE.matcher(signature);
        if (!parts.matches()) return false;
        Instant at = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
        if (Duration.between(at, now).abs().compareTo(MAX_AGE) > 0) return false;
        byte[] said = HexFormat.of().parseHex(parts.group(2));
        return MessageDigest.isEqual(hmac(Buffer.buffer(parts.group(1) + ".").appendBuffer(body)), said);
    }

    private byte[] hmac(Buffer signed) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM));
            return mac.doFinal(signed.getBytes());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}

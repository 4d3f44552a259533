package io.tanda.payment.gateway.stripe;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.payment.gateway.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Stripe-Signature: t=1767225600,v1=...,v1=...}: when it was sent, and an HMAC-SHA256 in hex of that time, a dot and the
 * body for each secret that is in use at the moment.
 */
final class StripeSignature {
    /** As Stripe's own libraries have it: for its way here and clocks that disagree. What was overheard is of no use after that. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** A time and a few signatures. */
    private static final int MAX_CHARACTERS = 4_096;

    private static final String HMAC = "HmacSHA256";

    private StripeSignature() {}

    /** @return why it is not believed; absent: it is Stripe's */
    static @Nullable String flaw(@Nullable String header, String body, Secret secret, Instant now) {
        if (header == null || header.length() > MAX_CHARACTERS) return "the header Stripe-Signature is missing";
        String time = "";
        List<String> signatures = new ArrayList<>();
        for (String part : header.split(",")) {
            if (part.startsWith("t=")) time = part.substring(2);
            if (part.startsWith("v1=")) signatures.add(part.substring(3));
        }
        if (!time.matches("[0-9]{1,12}")) return "Stripe-Signature says no time";
        byte[] expected = hex(time + "." + body, secret);
        boolean signed = false;
        // All of them, and each to its end: how long it takes tells nothing.
        for (String signature : signatures) signed |= MessageDigest.isEqual(expected, signature.getBytes(US_ASCII));
        if (!signed) return "no signature in Stripe-Signature fits the body";
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        return age.abs().compareTo(TOLERANCE) > 0
                ? "Stripe-Signature is not of the last " + TOLERANCE.toSeconds() + " s"
                : null;
    }

    private static byte[] hex(String text, Secret secret) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.value().getBytes(UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))).getBytes(US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(HMAC + " is in every JDK", e);
        }
    }
}

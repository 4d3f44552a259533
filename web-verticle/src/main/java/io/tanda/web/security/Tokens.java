package io.tanda.web.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.Role;
import io.tanda.contract.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks bearer tokens (RFC 8725): ES256 and nothing else, {@code iss}, {@code aud}, {@code exp}, {@code sub} and {@code role}
 * required. What was verified is remembered until it expires, because a signature costs more than all the rest of a request.
 *
 * <p>Used on one event loop; not safe for several threads.
 */
public final class Tokens {
    public static final String ISSUER = "tanda";
    public static final String AUDIENCE = "tanda-api";
    /** The clocks of issuer and server may differ by this much. */
    public static final Duration LEEWAY = Duration.ofSeconds(60);
    /** A token of ours has about 350 characters. */
    private static final int MAX_CHARACTERS = 4_096;
    /** Callers active at a time; with 350 characters each about 10 MB. The least recently used is verified again. */
    private static final int MAX_REMEMBERED = 20_000;

    private static final int ES256_SIGNATURE_BYTES = 64;
    private static final Set<String> TYPES = Set.of("JWT", "jwt", "at+jwt", "application/at+jwt");
    private static final Map<String, Role> ROLES =
            Map.of("rider", Role.RIDER, "driver", Role.DRIVER, "operator", Role.OPERATOR);

    private final PublicKey key;
    private final InstantSource realTime;
    private final Map<String, Caller> verified = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Caller> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    public Tokens(PublicKey key, InstantSource realTime) {
        this.key = key;
        this.realTime = realTime;
    }

    public sealed interface Verdict {
        record Known(Caller caller) implements Verdict {}

        /** @param reason for the client and the log; nothing of the token */
        record Denied(String reason) implements Verdict {}
    }

    public Verdict check(String token) {
        Instant now = realTime.instant();
        Caller remembered = verified.get(token);
        if (remembered != null) {
            if (isAlive(remembered.expiresAt(), now)) return new Verdict.Known(remembered);
            verified.remove(token);
            return denied("the token has expired");
        }
        Verdict verdict = verify(token, now);
        if (verdict instanceof Verdict.Known known) verified.put(token, known.caller());
        return verdict;
    }

    private Verdict verify(String token, Instant now) {
        if (token.length() > MAX_CHARACTERS) return denied("the token is too long");
        int first = token.indexOf('.');
        int second = token.indexOf('.', first + 1);
        if (first < 0 || second < 0 || token.indexOf('.', second + 1) >= 0) return denied("not a signed token");
        JsonNode header = json(token.substring(0, first));
        if (header == null) return denied("not a token");
        // The algorithm is ours to choose, never the token's.
        if (!"ES256".equals(header.path("alg").textValue())) return denied("the token is not signed with ES256");
        if (header.has("crit")) return denied("the token has critical headers that are not known");
        if (header.has("typ") && !TYPES.contains(header.path("typ").asText()))
            return denied("the token is of another type");
        if (!isSigned(token.substring(0, second), token.substring(second + 1)))
            return denied("the token's signature is not valid");
        JsonNode claims = json(token.substring(first + 1, second));
        return claims == null ? denied("not a token") : decide(claims, now);
    }

    private static Verdict decide(JsonNode claims, Instant now) {
        if (!ISSUER.equals(claims.path("iss").textValue())) return denied("the token is of another issuer");
        if (!isFor(claims.path("aud"))) return denied("the token is for another audience");
        Instant expiresAt = time(claims.path("exp"));
        if (expiresAt == null) return denied("the token has no expiry");
        if (!isAlive(expiresAt, now)) return denied("the token has expired");
        if (claims.has("nbf")) {
            Instant notBefore = time(claims.path("nbf"));
            if (notBefore == null || notBefore.isAfter(now.plus(LEEWAY))) return denied("the token is not valid yet");
        }
        String subject = claims.path("sub").asText();
        if (subject.length() != 36) return denied("the token's subject is no UUID");
        UUID id;
        try {
            id = UUID.fromString(subject);
        } catch (IllegalArgumentException e) {
            return denied("the token's subject is no UUID");
        }
        String roleName = claims.path("role").textValue();
        Role role = roleName == null ? null : ROLES.get(roleName);
        if (role == null) return denied("the token has no role of this API");
        return new Verdict.Known(new Caller(role, id, expiresAt));
    }

    private static boolean isAlive(Instant expiresAt, Instant now) {
        return now.isBefore(expiresAt.plus(LEEWAY));
    }

    private static boolean isFor(JsonNode audience) {
        if (audience.isTextual()) return AUDIENCE.equals(audience.textValue());
        for (JsonNode one : audience) if (AUDIENCE.equals(one.textValue())) return true;
        return false;
    }

    private static @Nullable Instant time(JsonNode seconds) {
        // Past the year 3000 it is not a time that somebody meant.
        return seconds.isNumber() && seconds.doubleValue() > 0 && seconds.doubleValue() < 32_503_680_000.0
                ? Instant.ofEpochSecond(seconds.longValue())
                : null;
    }

    private boolean isSigned(String signed, String signature) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(signature);
            if (bytes.length != ES256_SIGNATURE_BYTES) return false;
            Signature verifier = Signature.getInstance(DevKeys.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(signed.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(bytes);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable JsonNode json(String part) {
        try {
            JsonNode node = Wire.mapper().readTree(Base64.getUrlDecoder().decode(part));
            return node != null && node.isObject() ? node : null;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }

    private static Verdict denied(String reason) {
        return new Verdict.Denied(reason);
    }
}

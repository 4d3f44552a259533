package io.tanda.web.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.BadJWSException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.ExpiredJWTException;
import io.tanda.contract.TokenRole;
import io.tanda.contract.booking.Revocations;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks bearer tokens (RFC 8725): ES256 and nothing else, {@code iss}, {@code aud}, {@code exp}, {@code sub} and {@code role}
 * required. What was verified is remembered until it expires or the keys change, because a signature costs more than all the rest of
 * a request.
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

    private static final Logger log = LoggerFactory.getLogger(Tokens.class);

    private final InstantSource realTime;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Map<String, Caller> verified = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Caller> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };
    private JWKSet keys;
    /** By subject: tokens that were issued until then. */
    private Map<UUID, Instant> revokedUntil = new HashMap<>();
    /** Why the keys are older than they should be. */
    private volatile @Nullable Throwable stale;

    public Tokens(JWKSet keys, InstantSource realTime) {
        this(keys, ISSUER, realTime);
    }

    /** @param issuer whose tokens they are */
    public Tokens(JWKSet keys, String issuer, InstantSource realTime) {
        this.keys = keys;
        this.realTime = realTime;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT,
                new JOSEObjectType("at+jwt"),
                new JOSEObjectType("application/at+jwt"),
                // None said.
                null));
        processor.setJWTClaimsSetVerifier(claims(issuer));
        choose(keys);
    }

    private DefaultJWTClaimsVerifier<SecurityContext> claims(String issuer) {
        JWTClaimsSet exactly = new JWTClaimsSet.Builder().issuer(issuer).build();
        var verifier = new DefaultJWTClaimsVerifier<>(AUDIENCE, exactly, Set.of("exp", "sub", "role")) {
            @Override
            protected Date currentTime() {
                return Date.from(realTime.instant());
            }
        };
        verifier.setMaxClockSkew((int) LEEWAY.toSeconds());
        return verifier;
    }

    /** The algorithm is ours to choose, never the token's. */
    private void choose(JWKSet trusted) {
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, new ImmutableJWKSet<>(trusted)));
    }

    /** From now on these keys count and no others; what others have signed is refused, also where it was known. */
    public void trust(JWKSet read) {
        stale = null;
        if (read.equals(keys)) return;
        log.info("tokens are checked with {} key(s) from now on", read.getKeys().size());
        keys = read;
        choose(read);
        verified.clear();
    }

    /** The keys could not be read again: those that are known go on counting, and health says so. */
    public void keepTrusting(Throwable failure) {
        stale = failure;
        log.warn("the keys of tokens could not be read again: {}", failure.getMessage());
    }

    /** Whether the keys could be read when they were read last. */
    public Future<Void> health() {
        Throwable failure = stale;
        return failure == null ? Future.succeededFuture() : Future.failedFuture(failure);
    }

    public sealed interface Verdict {
        record Known(Caller caller) implements Verdict {}

        /** @param reason for the client and the log; nothing of the token */
        record Denied(String reason) implements Verdict {}
    }

    /** Whether it was verified before, so that checking it costs nothing. */
    public boolean remembers(String token) {
        return verified.containsKey(token);
    }

    public Verdict check(String token) {
        Caller remembered = verified.get(token);
        if (remembered != null) {
            if (realTime.instant().isBefore(remembered.expiresAt().plus(LEEWAY))) return unlessRevoked(remembered);
            verified.remove(token);
            return denied("the token has expired");
        }
        Verdict verdict = verify(token);
        if (!(verdict instanceof Verdict.Known known)) return verdict;
        verified.put(token, known.caller());
        return unlessRevoked(known.caller());
    }

    private Verdict unlessRevoked(Caller caller) {
        return isRevoked(caller) ? denied("the token was revoked") : new Verdict.Known(caller);
    }

    /** From now on these are revoked and no others. */
    public void revoked(List<Revocations.Entry> all) {
        Map<UUID, Instant> until = new HashMap<>();
        for (Revocations.Entry entry : all) until.put(entry.subject(), entry.issuedUntil());
        revokedUntil = until;
    }

    /** And this one as well. */
    public void revoked(Revocations.Entry entry) {
        revokedUntil.merge(entry.subject(), entry.issuedUntil(), (one, other) -> one.isAfter(other) ? one : other);
    }

    public boolean isRevoked(Caller caller) {
        Instant until = revokedUntil.get(caller.id());
        return until != null && !caller.issuedAt().isAfter(until);
    }

    private Verdict verify(String token) {
        if (token.length() > MAX_CHARACTERS) return denied("the token is too long");
        try {
            return caller(processor.process(token, null));
        } catch (ExpiredJWTException e) {
            return denied("the token has expired");
        } catch (BadJWTException e) {
            // The library's own message repeats what it read.
            return denied("the token's claims are not those of this API");
        } catch (BadJWSException e) {
            return denied("the token's signature is not valid");
        } catch (BadJOSEException | JOSEException e) {
            return denied("the token is not signed with ES256 by a known key");
        } catch (ParseException e) {
            return denied("not a token");
        }
    }

    private Verdict caller(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        TokenRole role = claims.getClaim("role") instanceof String name
                ? TokenRole.ofClaim(name).orElse(null)
                : null;
        if (role == null) return denied("the token has no role of this API");
        if (subject.length() != 36) return denied("the token's subject is no UUID");
        try {
            Instant expiresAt = claims.getExpirationTime().toInstant();
            // What revokes a token is not kept for longer.
            if (expiresAt.isAfter(
                    realTime.instant().plus(Revocations.LONGEST_TOKEN).plus(LEEWAY)))
                return denied("the token is good for more than " + Revocations.LONGEST_TOKEN.toDays() + " days");
            Date issued = claims.getIssueTime();
            Instant issuedAt = issued == null ? Instant.EPOCH : issued.toInstant();
            return new Verdict.Known(new Caller(role, UUID.fromString(subject), issuedAt, expiresAt));
        } catch (IllegalArgumentException e) {
            return denied("the token's subject is no UUID");
        }
    }

    private static Verdict denied(String reason) {
        return new Verdict.Denied(reason);
    }
}

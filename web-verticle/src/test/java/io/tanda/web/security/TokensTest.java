package io.tanda.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tanda.contract.booking.Revocations;
import io.tanda.web.security.Tokens.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys come and go, and so does what they have signed. */
class TokensTest {
    private static final ECKey OLD = key("old");
    private static final ECKey NEW = key("new");
    private static final ECKey STRANGER = key("new");

    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final Tokens tokens = new Tokens(set(OLD), () -> now);

    @Test
    void a_key_set_with_two_keys_takes_the_tokens_of_both() {
        tokens.trust(set(OLD, NEW));
        assertThat(isKnown(token(OLD, "old"))).isTrue();
        assertThat(isKnown(token(NEW, "new"))).isTrue();
        assertThat(isKnown(token(NEW, null))).isTrue();
    }

    @Test
    void a_key_that_was_taken_away_is_refused_also_for_a_token_that_was_known() {
        String known = token(OLD, "old");
        assertThat(isKnown(known)).isTrue();
        tokens.trust(set(OLD, NEW));
        assertThat(isKnown(known)).isTrue();
        tokens.trust(set(NEW));
        assertThat(isKnown(known)).isFalse();
        assertThat(isKnown(token(NEW, "new"))).isTrue();
    }

    @Test
    void a_key_is_not_taken_for_another_because_of_its_name() {
        tokens.trust(set(OLD, NEW));
        assertThat(isKnown(token(OLD, "new"))).isFalse();
        assertThat(isKnown(token(STRANGER, "new"))).isFalse();
        assertThat(isKnown(token(NEW, "unheard-of"))).isFalse();
    }

    @Test
    void keys_that_cannot_be_read_again_go_on_counting_and_health_says_so() {
        String known = token(OLD, "old");
        tokens.keepTrusting(new IOException("the issuer is down"));
        assertThat(isKnown(known)).isTrue();
        assertThat(tokens.health().cause()).hasMessage("the issuer is down");
        tokens.trust(set(OLD));
        assertThat(tokens.health().succeeded()).isTrue();
    }

    @Test
    void a_token_that_was_known_is_forgotten_when_it_expires() {
        String known = token(OLD, "old");
        assertThat(isKnown(known)).isTrue();
        now = now.plusSeconds(300 + 59);
        assertThat(isKnown(known)).isTrue();
        now = now.plusSeconds(1);
        assertThat(tokens.check(known)).isEqualTo(new Verdict.Denied("the token has expired"));
        assertThat(tokens.check(known)).isEqualTo(new Verdict.Denied("the token has expired"));
    }

    @Test
    void what_was_issued_until_a_revocation_is_refused_also_where_it_was_known_and_what_comes_after_counts() {
        UUID subject = UUID.randomUUID();
        String before = token(subject, now.minusSeconds(1));
        String undated = token(subject, null);
        String others = token(UUID.randomUUID(), now.minusSeconds(1));
        assertThat(isKnown(before)).isTrue();
        tokens.revoked(new Revocations.Entry(subject, now));
        for (String token : List.of(before, token(subject, now), undated))
            assertThat(tokens.check(token)).isEqualTo(new Verdict.Denied("the token was revoked"));
        assertThat(isKnown(token(subject, now.plusSeconds(1)))).isTrue();
        assertThat(isKnown(others)).isTrue();
        tokens.revoked(List.of());
        assertThat(isKnown(before)).isTrue();
    }

    @Test
    void a_token_that_outlives_its_revocation_is_refused() {
        JWTClaimsSet.Builder claims = claims(UUID.randomUUID());
        assertThat(isKnown(signed(OLD, "old", claims.expirationTime(Date.from(now.plus(Duration.ofDays(31)))))))
                .isTrue();
        assertThat(isKnown(signed(OLD, "old", claims.expirationTime(Date.from(now.plus(Duration.ofDays(32)))))))
                .isFalse();
    }

    private String token(UUID subject, @Nullable Instant issuedAt) {
        return signed(OLD, "old", claims(subject).issueTime(issuedAt == null ? null : Date.from(issuedAt)));
    }

    private boolean isKnown(String token) {
        return tokens.check(token) instanceof Verdict.Known;
    }

    private static JWKSet set(ECKey... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet();
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(ECKey key, @Nullable String kid) {
        return signed(key, kid, claims(UUID.randomUUID()));
    }

    /** Valid for five minutes. */
    private static JWTClaimsSet.Builder claims(UUID subject) {
        return new JWTClaimsSet.Builder()
                .issuer(Tokens.ISSUER)
                .audience(Tokens.AUDIENCE)
                .subject(subject.toString())
                .claim("role", "rider")
                .expirationTime(Date.from(Instant.parse("2026-01-01T12:05:00Z")));
    }

    private static String signed(ECKey key, @Nullable String kid, JWTClaimsSet.Builder claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(kid).build(), claims.build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}

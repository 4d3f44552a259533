package io.tanda.payment.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.payment.gateway.Secret;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whether a webhook is Stripe's. The signatures are computed by openssl, and not by the code that checks them. */
class StripeSignatureTest {
    private static final Secret SECRET = new Secret("whsec_" + "test1234");
    private static final String BODY = "{\"id\":\"evt_1\"}";
    private static final Instant SENT = Instant.ofEpochSecond(1_767_225_600);
    /** {@code printf '1767225600.{"id":"evt_1"}' | openssl dgst -sha256 -hmac ...} */
    private static final String SIGNATURE = "dd0fde9c1abc6d88472e29c809e91eb51c438b35cd1dede4d0d7c2777943232b";

    private static final String HEADER = "t=1767225600,v1=" + SIGNATURE;

    @Test
    void what_is_signed_by_the_secret_is_stripes() {
        assertThat(flaw(HEADER, BODY, SENT)).isNull();
        assertThat(flaw(HEADER, BODY, SENT.plusSeconds(300))).isNull();
        assertThat(flaw(HEADER, BODY, SENT.minusSeconds(300))).isNull();
    }

    @Test
    void one_of_several_signatures_is_enough_while_secrets_change() {
        assertThat(flaw("t=1767225600,v1=" + "0".repeat(64) + ",v1=" + SIGNATURE + ",v0=other", BODY, SENT))
                .isNull();
    }

    @Test
    void what_was_overheard_is_of_no_use_after_five_minutes() {
        assertThat(flaw(HEADER, BODY, SENT.plusSeconds(301))).contains("300 s");
        assertThat(flaw(HEADER, BODY, SENT.minusSeconds(301))).contains("300 s");
        assertThat(flaw(HEADER.replace("t=1767225600", "t=1767226600"), BODY, SENT.plusSeconds(1_000)))
                .as("the time is signed, too")
                .contains("fits");
    }

    @Test
    void another_body_or_another_secret_is_not() {
        assertThat(flaw(HEADER, BODY + " ", SENT)).contains("fits");
        assertThat(StripeSignature.flaw(HEADER, BODY, new Secret("whsec_" + "other123"), SENT))
                .contains("fits");
    }

    @Test
    void what_is_no_signature_is_not() {
        for (String header : new String[] {
            "", "t=1767225600", "v1=" + SIGNATURE, "t=,v1=" + SIGNATURE, "t=x,v1=" + SIGNATURE, "t=1767225600,v1="
        }) assertThat(flaw(header, BODY, SENT)).as(header).isNotNull();
        assertThat(flaw(null, BODY, SENT)).isNotNull();
        assertThat(flaw(HEADER + ",v1=" + "0".repeat(5_000), BODY, SENT)).isNotNull();
    }

    private static @Nullable String flaw(@Nullable String header, String body, Instant now) {
        return StripeSignature.flaw(header, body, SECRET, now);
    }
}

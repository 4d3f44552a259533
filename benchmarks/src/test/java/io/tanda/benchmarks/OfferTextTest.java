package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import org.junit.jupiter.api.Test;

class OfferTextTest {
    private static final OfferId OFFER = OfferId.next();
    private static final RideId RIDE = RideId.next();

    @Test
    void finds_offer_and_ride_in_the_body_of_an_envelope_that_has_an_id_of_its_own() {
        String body = "{\"id\":\"" + OFFER + "\",\"ride\":\"" + RIDE + "\",\"status\":\"open\"}";

        assertThat(OfferText.of("{\"id\":\"7\",\"type\":\"offer.sent\",\"body\":" + body + "}"))
                .isEqualTo(new OfferText(OFFER, RIDE));
    }

    @Test
    void finds_them_in_an_offer_alone() {
        assertThat(OfferText.of("{\"ride\":\"" + RIDE + "\",\"id\":\"" + OFFER + "\"}"))
                .isEqualTo(new OfferText(OFFER, RIDE));
    }

    @Test
    void refuses_what_is_no_offer() {
        assertThatThrownBy(() -> OfferText.of("{\"id\":\"" + OFFER + "\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no offer");
        assertThatThrownBy(() -> OfferText.of("{\"ride\":\"0190")).isInstanceOf(IllegalArgumentException.class);
    }
}

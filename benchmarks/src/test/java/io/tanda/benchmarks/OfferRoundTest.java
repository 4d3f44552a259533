package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tanda.contract.RideId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OfferRoundTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final long now = System.nanoTime();
    /** The counted time began a minute ago and goes on for another. */
    private final OfferRound round = new OfferRound(now - MINUTE, now + MINUTE);

    @Test
    void counts_only_requests_that_were_due_in_the_counted_time() {
        RideId early = RideId.next();
        RideId counted = RideId.next();
        round.accepted(early, now - 2 * MINUTE);
        round.accepted(counted, now - MINUTE / 2);
        round.offered(early);
        round.offered(counted);

        OfferRound.Result result = round.result();

        assertThat(result.accepted()).isEqualTo(1);
        assertThat(result.offerMicros().getTotalCount()).isEqualTo(1);
        assertThat(result.offerMillis(50)).isGreaterThanOrEqualTo(30_000);
    }

    @Test
    void an_offer_that_is_heard_before_the_answer_to_the_request_counts() {
        RideId ride = RideId.next();
        round.offered(ride);
        round.accepted(ride, now);

        assertThat(round.result().neverOffered()).isZero();
    }

    @Test
    void a_ride_without_an_offer_is_told_apart() {
        round.accepted(RideId.next(), now);

        OfferRound.Result result = round.result();

        assertThat(result.neverOffered()).isEqualTo(1);
        assertThat(result.complete()).isFalse();
    }

    @Test
    void only_one_driver_takes_a_ride_alone_and_the_next_one_when_he_missed_it() {
        RideId ride = RideId.next();

        assertThat(round.take(ride, true)).isTrue();
        assertThat(round.take(ride, true)).isFalse();
        round.missed(ride);
        assertThat(round.take(ride, true)).isTrue();
        assertThat(round.take(ride, false)).isTrue();
    }

    @Test
    void is_over_when_every_request_is_answered_and_every_ride_driven() {
        RideId ride = RideId.next();
        round.refused();
        round.unanswered();
        assertThat(round.over(3)).isFalse();
        round.accepted(ride, now);
        assertThat(round.over(3)).isFalse();
        round.take(ride, true);
        assertThat(round.over(3)).isFalse();
        round.droppedOff(true);
        assertThat(round.over(3)).isTrue();
    }

    @Test
    void is_over_without_a_driver_when_nobody_looks_for_one_any_more() {
        OfferRound past = new OfferRound(now - 3 * MINUTE, now - 2 * MINUTE);
        past.accepted(RideId.next(), now - 2 * MINUTE);

        assertThat(past.over(1)).isTrue();
        assertThat(past.over(2)).isFalse();
    }

    @Test
    void drop_offs_are_counted_by_the_second_of_the_counted_time() {
        for (int ride = 0; ride < 12; ride++) {
            round.take(RideId.next(), true);
            round.droppedOff(ride < 6);
        }

        OfferRound.Result result = round.result();

        assertThat(result.droppedOff()).isEqualTo(12);
        assertThat(result.droppedOffPerSecond()).isCloseTo(0.1, within(1e-9));
        assertThat(result.paidPerSecond()).isCloseTo(0.05, within(1e-9));
    }
}

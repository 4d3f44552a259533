package io.tanda.notify.delivery;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.notify.Language;
import io.tanda.notify.delivery.Deliveries.Backlog;
import io.tanda.notify.delivery.Deliveries.Claimed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever is called was written down before: what MariaDB does and {@link io.tanda.notify.FakeTables} does the same. */
@Tag("A12")
abstract class DeliveriesContract {
    static final String CHANNEL = "test";
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final Duration MOMENT = Duration.ofMillis(1);

    abstract Deliveries deliveries();

    /** A notice on its way by {@link #CHANNEL}, due when it is made. @return its receiver */
    abstract UUID made(Instant at);

    abstract void takesAway(UUID receiver);

    abstract void reads(UUID receiver, Language language);

    private List<Claimed> claim(Instant now, int limit) {
        return await(deliveries().claim(CHANNEL, now, limit));
    }

    @Test
    void what_is_due_is_claimed_once_oldest_first_and_counted_as_tried() {
        UUID second = made(NOON.plusSeconds(1));
        UUID first = made(NOON);
        UUID later = made(NOON.plusSeconds(60));
        assertThat(await(deliveries().claim("another", NOON.plusSeconds(1), 10)))
                .isEmpty();
        assertThat(claim(NOON.plusSeconds(1), 1)).singleElement().satisfies(claimed -> {
            assertThat(claimed.notice().receiver()).isEqualTo(first);
            assertThat(claimed.address()).isEqualTo("somewhere");
            assertThat(claimed.language()).isNull();
            assertThat(claimed.tries()).isEqualTo(1);
            assertThat(claimed.unanswered()).isEqualTo(1);
        });
        assertThat(claim(NOON.plusSeconds(1), 10))
                .extracting(claimed -> claimed.notice().receiver())
                .containsExactly(second);
        assertThat(claim(NOON.plusSeconds(1), 10)).isEmpty();
        assertThat(claim(NOON.plusSeconds(60), 10))
                .extracting(claimed -> claimed.notice().receiver())
                .containsExactly(later);
    }

    @Test
    void after_its_lease_another_claims_it_and_the_first_has_nothing_to_say_any_more() {
        made(NOON);
        Claimed first = claim(NOON, 10).getFirst();
        assertThat(claim(NOON.plus(Deliveries.LEASE).minus(MOMENT), 10)).isEmpty();
        Instant over = NOON.plus(Deliveries.LEASE);
        Claimed second = claim(over, 10).getFirst();
        assertThat(second.claim()).isNotEqualTo(first.claim());
        assertThat(second.tries()).isEqualTo(2);
        assertThat(second.unanswered()).isEqualTo(2);
        await(deliveries().over(CHANNEL, first, Tries.Outcome.TAKEN));
        await(deliveries().again(CHANNEL, first, over, 0));
        assertThat(claim(over, 10)).isEmpty();
        assertThat(claim(over.plus(Deliveries.LEASE), 10).getFirst().tries()).isEqualTo(3);
    }

    @Test
    void what_is_over_is_due_no_more() {
        made(NOON);
        await(deliveries().over(CHANNEL, claim(NOON, 10).getFirst(), Tries.Outcome.REFUSED));
        assertThat(claim(NOON.plus(Deliveries.LEASE), 10)).isEmpty();
        assertThat(await(deliveries().backlog(CHANNEL))).isEqualTo(new Backlog(0, null));
    }

    @Test
    void what_is_tried_again_is_due_when_it_was_said_and_keeps_its_count() {
        made(NOON);
        Instant due = NOON.plusSeconds(5);
        await(deliveries().again(CHANNEL, claim(NOON, 10).getFirst(), due, 0));
        assertThat(claim(due.minus(MOMENT), 10)).isEmpty();
        Claimed again = claim(due, 10).getFirst();
        assertThat(again.tries()).isEqualTo(2);
        assertThat(again.unanswered()).isEqualTo(1);
    }

    @Test
    void who_is_told_may_have_taken_his_address_away_or_have_chosen_a_language() {
        UUID without = made(NOON);
        takesAway(without);
        UUID korean = made(NOON.plusSeconds(1));
        reads(korean, Language.KOREAN);
        List<Claimed> claimed = claim(NOON.plusSeconds(1), 10);
        assertThat(claimed).extracting(Claimed::address).containsExactly(null, "somewhere");
        assertThat(claimed).extracting(Claimed::language).containsExactly(null, Language.KOREAN);
    }

    @Test
    void what_waits_is_measured_claimed_or_not() {
        made(NOON.plusSeconds(3));
        made(NOON);
        assertThat(claim(NOON, 10)).hasSize(1);
        assertThat(await(deliveries().backlog(CHANNEL))).isEqualTo(new Backlog(2, NOON));
        assertThat(await(deliveries().backlog("another"))).isEqualTo(new Backlog(0, null));
    }
}

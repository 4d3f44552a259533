package io.tanda.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.Id;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.events.Publisher.Delivery;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WavesTest {
    private static final Delivery ACKNOWLEDGED = new Delivery.Acknowledged();
    private static final IllegalStateException WHY = new IllegalStateException("not now");

    private final UUID one = Id.next();
    private final UUID other = Id.next();
    private final Waves waves = new Waves();

    private Recorded adds(UUID aggregate, int version) {
        Recorded event =
                new Recorded(aggregate, version, "booking.ride-requested.v1", Instant.EPOCH, Actor.SYSTEM, null, "{}");
        waves.add(Pointer.to(event), event);
        return event;
    }

    @Test
    void a_wave_has_one_event_of_each_aggregate_and_the_next_comes_after_its_acknowledgement() {
        Recorded first = adds(one, 1);
        Recorded second = adds(one, 2);
        Recorded others = adds(other, 7);

        assertThat(waves.next()).containsExactly(first, others);
        waves.delivered(List.of(ACKNOWLEDGED, ACKNOWLEDGED));
        assertThat(waves.next()).containsExactly(second);
        waves.delivered(List.of(ACKNOWLEDGED));

        assertThat(waves.next()).isEmpty();
        assertThat(waves.acknowledged()).isEqualTo(3);
        assertThat(waves.isLeft(one)).isFalse();
    }

    @Test
    void a_failure_stops_the_waves_and_what_was_acknowledged_beside_it_stays_so() {
        Recorded failed = adds(one, 1);
        Recorded sent = adds(other, 1);
        adds(other, 2);

        waves.next();
        waves.delivered(List.of(new Delivery.Failed(WHY), ACKNOWLEDGED));

        assertThat(waves.next()).isEmpty();
        assertThat(waves.failure()).isSameAs(WHY);
        assertThat(waves.isAcknowledged(Pointer.to(sent))).isTrue();
        assertThat(waves.isAcknowledged(Pointer.to(failed))).isFalse();
        assertThat(waves.isLeft(one)).isTrue();
    }

    @Test
    void a_record_that_is_never_taken_poisons_its_aggregate_alone() {
        adds(one, 3);
        adds(one, 4);
        adds(other, 1);
        Recorded next = adds(other, 2);

        waves.next();
        waves.delivered(List.of(new Delivery.Refused(WHY), ACKNOWLEDGED));

        assertThat(waves.next()).containsExactly(next);
        assertThat(waves.failure()).isNull();
        assertThat(waves.poisoned()).containsOnlyKeys(one);
        assertThat(waves.poisoned().get(one)).isEqualTo(new Waves.Poison(3, WHY.toString()));
        assertThat(waves.isLeft(one)).isFalse();
    }

    @Test
    void what_the_journal_does_not_have_poisons_its_aggregate_when_its_turn_comes() {
        Recorded first = adds(one, 1);
        waves.add(new Pointer(one, 2), null);
        adds(one, 3);

        assertThat(waves.next()).containsExactly(first);
        waves.delivered(List.of(ACKNOWLEDGED));

        assertThat(waves.next()).isEmpty();
        assertThat(waves.poisoned().get(one).version()).isEqualTo(2);
        assertThat(waves.acknowledged()).isEqualTo(1);
    }
}

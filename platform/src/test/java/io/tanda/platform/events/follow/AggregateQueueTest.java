package io.tanda.platform.events.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.Id;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.events.CloudEvent;
import io.tanda.platform.events.follow.AggregateQueue.Next;
import io.tanda.platform.events.follow.PollingThread.Polled;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class AggregateQueueTest {
    private static final String MEANS = "booking.ride-requested.v1";
    private static final String MEANS_NOTHING = "booking.of-another-age.v9";

    private final UUID ride = Id.next();
    private final AtomicInteger inHand = new AtomicInteger();
    private final PartitionProgress progress = new PartitionProgress(inHand);
    private final AggregateQueue queue = new AggregateQueue(ride, event -> MEANS.equals(event.type()));
    private long offset;

    private Item comes(String type, int version) {
        return comes(progress, type, version);
    }

    private Item comes(PartitionProgress from, String type, int version) {
        from.taken(offset);
        Item item = new Item(
                new CloudEvent.Intact(new Recorded(ride, version, type, Instant.EPOCH, Actor.SYSTEM, null, "{}")),
                new Polled(new ConsumerRecord<>("t", 0, offset++, "", new byte[0]), from));
        queue.add(item);
        return item;
    }

    private Next.Handle handles(Item item) {
        Next.Handle expected = new Next.Handle(item);
        assertThat(queue.next()).isEqualTo(expected);
        return expected;
    }

    @Test
    void events_are_handled_in_order_of_version() {
        Item second = comes(MEANS, 2);
        assertThat(queue.next()).isEqualTo(new Next.Wait(second));

        Item first = comes(MEANS, 1);
        handles(first);
        queue.tookEffect(1);
        handles(second);
        queue.tookEffect(2);

        assertThat(queue.next()).isEqualTo(new Next.Nothing());
        assertThat(inHand).hasValue(0);
    }

    @Test
    void what_means_nothing_is_passed_over_and_its_offset_held_until_the_fence_passes_it() {
        Item first = comes(MEANS_NOTHING, 1);
        Item second = comes(MEANS_NOTHING, 2);
        assertThat(queue.next()).isEqualTo(new Next.Skip(first));
        assertThat(queue.next()).isEqualTo(new Next.Skip(second));
        assertThat(queue.next()).isEqualTo(new Next.Nothing());
        assertThat(queue.seen()).isEqualTo(2);
        assertThat(queue.fenced()).isZero();
        assertThat(progress.toCommit()).hasValue(0);

        queue.fencedAt(1);
        assertThat(progress.toCommit()).hasValue(1);
        assertThat(queue.hasSkipped()).isTrue();

        queue.fencedAt(2);
        assertThat(progress.toCommit()).hasValue(2);
        assertThat(queue.hasSkipped()).isFalse();
        assertThat(inHand).hasValue(0);
    }

    @Test
    void what_takes_effect_takes_along_what_was_passed_over_before_it() {
        comes(MEANS_NOTHING, 1);
        Item second = comes(MEANS, 2);
        queue.next();
        handles(second);
        assertThat(queue.fenced()).isZero();

        queue.tookEffect(2);

        assertThat(queue.fenced()).isEqualTo(2);
        assertThat(progress.toCommit()).hasValue(2);
    }

    @Test
    void a_gap_is_waited_for_also_after_what_was_passed_over() {
        comes(MEANS_NOTHING, 1);
        Item third = comes(MEANS, 3);
        queue.next();
        assertThat(queue.next()).isEqualTo(new Next.Wait(third));

        comes(MEANS_NOTHING, 2);
        queue.next();
        handles(third);
    }

    @Test
    void a_passed_over_event_that_comes_again_is_held_as_the_first_is() {
        comes(MEANS_NOTHING, 1);
        queue.next();
        Item again = comes(MEANS_NOTHING, 1);
        assertThat(queue.next()).isEqualTo(new Next.Hold(again));
        assertThat(inHand).hasValue(2);

        queue.fencedAt(1);
        assertThat(inHand).hasValue(0);
    }

    @Test
    void what_the_fence_has_passed_is_dropped() {
        queue.fencedAt(2);
        Item first = comes(MEANS, 1);
        Item second = comes(MEANS_NOTHING, 2);
        assertThat(queue.next()).isEqualTo(new Next.Drop(first));
        assertThat(queue.next()).isEqualTo(new Next.Drop(second));
        handles(comes(MEANS, 3));
    }

    @Test
    void a_fence_that_is_found_further_back_is_believed_and_nothing_is_handled_twice() {
        queue.fencedAt(2);
        queue.fencedAt(0);
        assertThat(queue.fenced()).isZero();
        handles(comes(MEANS, 3));
    }

    @Test
    void what_waits_from_a_partition_that_is_anothers_is_left_to_it() {
        Item first = comes(MEANS, 1);
        progress.revoke();
        assertThat(queue.next()).isEqualTo(new Next.Abandon(first));

        PartitionProgress again = new PartitionProgress(inHand);
        handles(comes(again, MEANS, 1));
    }

    @Test
    void of_one_version_twice_the_earlier_offset_is_held_back() {
        Item first = comes(MEANS, 1);
        comes(MEANS, 1);
        handles(first);
        assertThat(progress.toCommit()).hasValue(0);
        assertThat(inHand).hasValue(1);
    }

    @Test
    void an_event_under_way_that_comes_again_from_a_partition_that_came_back_is_finished_there() {
        handles(comes(MEANS, 1));
        progress.revoke();
        PartitionProgress again = new PartitionProgress(inHand);
        comes(again, MEANS, 1);

        queue.tookEffect(1);

        assertThat(again.toCommit()).hasValue(2);
        assertThat(inHand).hasValue(0);
    }

    @Test
    void when_its_aggregate_is_parked_nothing_is_held_any_more() {
        comes(MEANS_NOTHING, 1);
        comes(MEANS, 2);
        comes(MEANS, 3);
        queue.next();

        queue.finishAll();

        assertThat(progress.toCommit()).hasValue(3);
        assertThat(inHand).hasValue(0);
    }
}

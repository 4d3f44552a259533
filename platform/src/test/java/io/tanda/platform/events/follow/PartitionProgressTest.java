package io.tanda.platform.events.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PartitionProgressTest {
    private final PartitionProgress progress = new PartitionProgress(new AtomicInteger());

    private void takeUpTo(long last) {
        for (long offset = 0; offset <= last; offset++) progress.taken(offset);
    }

    @Test
    void nothing_is_committed_before_anything_was_taken() {
        assertThat(progress.toCommit()).isEmpty();
    }

    @Test
    void the_offset_stays_at_the_first_unfinished_event() {
        takeUpTo(4);
        progress.finished(0);
        progress.finished(2);
        progress.finished(3);
        assertThat(progress.toCommit()).hasValue(1);

        progress.finished(1);
        assertThat(progress.toCommit()).hasValue(4);

        progress.finished(4);
        assertThat(progress.toCommit()).hasValue(5);
    }

    @Test
    void what_was_committed_is_not_committed_again() {
        takeUpTo(0);
        progress.finished(0);
        progress.committed(1);
        assertThat(progress.toCommit()).isEmpty();
    }

    @Test
    void nothing_begins_once_the_partition_is_taken_away_and_what_was_begun_ends_first() throws Exception {
        assertThat(progress.begin()).isTrue();
        progress.revoke();
        assertThat(progress.begin()).isFalse();
        assertThat(progress.awaitQuiet(System.nanoTime())).isFalse();

        progress.end();
        assertThat(progress.awaitQuiet(System.nanoTime())).isTrue();
    }
}

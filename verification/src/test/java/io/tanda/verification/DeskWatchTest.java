package io.tanda.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.EventStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeskWatchTest {
    private final DeskWatch watch = new DeskWatch();

    @Test
    void shows_what_is_under_way_when_all_was_told() {
        changed(1, "a", "requested");
        assertThat(watch.shows(Map.of("a", "requested"))).isFalse();
        allShown(2);
        assertThat(watch.shows(Map.of("a", "requested"))).isTrue();
        changed(3, "a", "accepted");
        assertThat(watch.shows(Map.of("a", "accepted"))).isTrue();
        over(4, "a");
        assertThat(watch.shows(Map.of())).isTrue();
        assertThat(watch.violation()).isEmpty();
    }

    @Test
    void what_is_not_told_again_after_a_break_is_gone() {
        changed(1, "a", "requested");
        changed(2, "b", "requested");
        allShown(3);
        changed(1, "b", "requested");
        assertThat(watch.shows(Map.of("a", "requested", "b", "requested"))).isFalse();
        allShown(2);
        assertThat(watch.shows(Map.of("b", "requested"))).isTrue();
        assertThat(watch.violation()).isEmpty();
    }

    @Test
    void an_event_that_was_left_out_is_seen() {
        allShown(1);
        changed(3, "a", "requested");
        assertThat(watch.violation()).hasValue("event 3 where 2 was due");
    }

    @Test
    void the_end_of_a_ride_that_was_not_shown_is_seen() {
        allShown(1);
        over(2, "a");
        assertThat(watch.violation()).hasValue("ride.over of a, which was not shown");
    }

    private void changed(int id, String ride, String status) {
        hear(id, "ride.changed", "{\"id\":\"%s\",\"ride\":{\"status\":\"%s\"}}".formatted(ride, status));
    }

    private void over(int id, String ride) {
        hear(id, "ride.over", "{\"id\":\"%s\"}".formatted(ride));
    }

    private void allShown(int id) {
        hear(id, "all.shown", "{}");
    }

    private void hear(int id, String type, String data) {
        watch.hear(new EventStream.Event(Integer.toString(id), type, data));
    }
}

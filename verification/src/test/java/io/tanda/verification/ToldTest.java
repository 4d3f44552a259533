package io.tanda.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.client.EventStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final List<Told.Event> KEPT = List.of(kept(1), kept(2), kept(3));

    @Test
    void who_was_told_all_that_is_kept_in_its_order_misses_nothing() {
        assertThat(told(1, 2, 3).differs(KEPT)).isEmpty();
    }

    @Test
    void what_was_left_out_is_named_in_one_line() {
        assertThat(told(1, 3).differs(KEPT))
                .hasValue("told 2 events where 3 are kept; after 1 it told '3 type', and '2 type' is kept");
    }

    @Test
    void what_was_told_twice_is_seen() {
        assertThat(told(1, 2, 2, 3).differs(KEPT))
                .hasValue("told 4 events where 3 are kept; after 1, 2 it told '2 type', and '3 type' is kept");
    }

    @Test
    void what_was_not_told_to_the_end_is_seen() {
        assertThat(told(1, 2).differs(KEPT))
                .hasValue("told 2 events where 3 are kept; after 1, 2 it told nothing, and '3 type' is kept");
    }

    @Test
    void what_was_told_too_much_is_seen() {
        assertThat(told(1, 2, 3, 4).differs(KEPT)).isPresent();
    }

    @Test
    void another_content_under_the_same_id_is_seen() {
        Told told = Told.events();
        told.hear(new EventStream.Event("1", "type", "{\"body\":{\"n\":7}}"));
        assertThat(told.differs(List.of(kept(1)))).isPresent();
    }

    private static Told told(int... ids) {
        Told told = Told.events();
        Arrays.stream(ids)
                .forEach(id -> told.hear(new EventStream.Event("" + id, "type", "{\"body\":{\"n\":" + id + "}}")));
        return told;
    }

    private static Told.Event kept(int id) {
        return new Told.Event("" + id, "type", "{\"n\":" + id + "}");
    }
}

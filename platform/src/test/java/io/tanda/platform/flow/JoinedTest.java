package io.tanda.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class JoinedTest {
    private final Joined<String, Integer> joined = new Joined<>();
    private int begun;

    @Test
    void who_comes_second_has_the_outcome_of_the_first_and_who_comes_after_begins_anew() {
        Promise<Integer> end = Promise.promise();
        Future<Integer> first = joined.run("a", () -> begin(end));
        Future<Integer> second = joined.run("a", () -> begin(end));
        assertThat(begun).isEqualTo(1);
        end.complete(7);
        assertThat(first.result()).isEqualTo(7);
        assertThat(second.result()).isEqualTo(7);
        assertThat(joined.running("a")).isNull();
        assertThat(joined.run("a", () -> begin(Promise.promise())).isComplete()).isFalse();
        assertThat(begun).isEqualTo(2);
    }

    @Test
    void it_is_idle_when_all_has_ended_however_it_did() {
        assertThat(joined.idle().succeeded()).isTrue();
        Promise<Integer> good = Promise.promise();
        Promise<Integer> bad = Promise.promise();
        Future<Integer> a = joined.run("a", () -> begin(good));
        Future<Integer> b = joined.run("b", () -> begin(bad));
        Future<Void> idle = joined.idle();
        bad.fail("broken");
        assertThat(idle.isComplete()).isFalse();
        good.complete(1);
        assertThat(idle.succeeded()).isTrue();
        assertThat(a.succeeded()).isTrue();
        assertThat(b.failed()).isTrue();
    }

    private Future<Integer> begin(Promise<Integer> end) {
        begun++;
        return end.future();
    }
}

package io.tanda.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private static final int MAX_WAITING = 10_000;

    private final Turnstile turnstile = new Turnstile("rounds", 2, MAX_WAITING);
    private final List<Integer> inside = new ArrayList<>();

    @Test
    void no_more_than_its_number_are_inside_and_the_next_enters_when_one_leaves() {
        Promise<String> slow = Promise.promise();
        List<Future<String>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++)
            all.add(enter(i, i == 0 ? slow.future() : Promise.<String>promise().future()));
        assertThat(inside).containsExactly(0, 1);
        slow.complete("done");
        assertThat(inside).containsExactly(0, 1, 2);
        assertThat(all.getFirst().result()).isEqualTo("done");
        assertThat(all.get(2).isComplete()).isFalse();
    }

    @Test
    void a_failure_lets_the_next_in_too() {
        for (int i = 0; i < 3; i++)
            assertThat(turnstile
                            .pass(() -> {
                                throw new IllegalStateException("a bug");
                            })
                            .failed())
                    .isTrue();
        assertThat(enter(7, Future.succeededFuture("well")).result()).isEqualTo("well");
    }

    @Test
    void a_long_line_that_fails_at_once_is_emptied_without_a_deep_stack() {
        Promise<String> first = Promise.promise();
        Promise<String> second = Promise.promise();
        enter(0, first.future());
        enter(0, second.future());
        List<Future<String>> line = new ArrayList<>();
        for (int i = 0; i < MAX_WAITING; i++) line.add(enter(i, Future.failedFuture("the database is away")));
        assertThat(enter(1, first.future()).cause()).isInstanceOf(CommitFailed.Overloaded.class);
        first.complete("done");
        assertThat(line).allMatch(Future::failed);
    }

    private Future<String> enter(int number, Future<String> work) {
        return turnstile.pass(() -> {
            inside.add(number);
            return work;
        });
    }
}

package io.tanda.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@Timeout(20)
class DrainTest {
    private static final long NEVER_MILLIS = 1_000_000;

    private final Drain drain = new Drain();

    @Test
    void it_is_empty_when_nothing_was_under_way(Vertx vertx) throws Exception {
        assertThat(await(drain.empty(vertx, NEVER_MILLIS))).isZero();
        drain.enter();
        drain.leave();
        assertThat(await(drain.empty(vertx, NEVER_MILLIS))).isZero();
    }

    @Test
    void it_is_empty_when_the_last_has_left_and_not_before(Vertx vertx) throws Exception {
        drain.enter();
        drain.enter();
        Future<Integer> one = drain.empty(vertx, NEVER_MILLIS);
        Future<Integer> other = drain.empty(vertx, NEVER_MILLIS);
        drain.leave();
        assertThat(drain.underWay()).isEqualTo(1);
        assertThat(await(drain.empty(vertx, 1))).as("under way").isEqualTo(1);
        assertThat(one.isComplete()).isFalse();
        drain.leave();
        assertThat(await(one)).isZero();
        assertThat(await(other)).isZero();
    }

    @Test
    void whoever_waits_waits_no_longer_than_the_limit_and_is_told_how_many_are_left(Vertx vertx) throws Exception {
        drain.enter();
        drain.enter();
        drain.enter();
        assertThat(await(drain.empty(vertx, 1))).isEqualTo(3);
    }

    @Test
    void one_more_than_the_most_is_not_let_in() {
        assertThat(drain.enterBelow(2)).isTrue();
        assertThat(drain.enterBelow(2)).isTrue();
        assertThat(drain.enterBelow(2)).isFalse();
        assertThat(drain.underWay()).isEqualTo(2);
        drain.leave();
        assertThat(drain.enterBelow(2)).isTrue();
    }

    @Test
    void it_completes_on_the_context_of_whoever_waits(Vertx vertx) throws Exception {
        Context context = vertx.getOrCreateContext();
        Promise<Context> emptied = Promise.promise();
        Promise<Context> late = Promise.promise();
        Promise<Void> asked = Promise.promise();
        drain.enter();
        context.runOnContext(now -> {
            drain.empty(vertx, NEVER_MILLIS).onComplete(left -> emptied.complete(Vertx.currentContext()));
            drain.empty(vertx, 1).onComplete(left -> late.complete(Vertx.currentContext()));
            asked.complete();
        });
        await(asked.future());
        assertThat(await(late.future())).isSameAs(context);
        drain.leave();
        assertThat(await(emptied.future())).isSameAs(context);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}

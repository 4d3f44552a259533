package io.tanda.platform.bus;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BreakerTest {
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Breaker breaker = new Breaker(vertx, "depot.test", new Breaker.Limits(2, 100, 3, 200), meters);
    private final AtomicInteger made = new AtomicInteger();

    @AfterEach
    void close() {
        breaker.close();
        await(vertx.close());
    }

    @Test
    void one_call_too_many_is_not_made_and_there_is_room_again_when_one_has_ended() {
        Promise<String> slow = Promise.promise();
        Future<String> first = breaker.call(slow::future);
        Future<String> second = breaker.call(slow::future);
        assertThat(kindOf(call())).isEqualTo(AskFailed.Kind.OVERLOADED);
        assertThat(made).hasValue(0);
        slow.complete("done");
        assertThat(await(first)).isEqualTo("done");
        assertThat(await(second)).isEqualTo("done");
        assertThat(await(call())).isEqualTo("made");
    }

    @Test
    void what_takes_too_long_is_not_known_and_keeps_its_place_until_it_ends() {
        Promise<String> never = Promise.promise();
        assertThat(kindOf(breaker.call(never::future))).isEqualTo(AskFailed.Kind.UNKNOWN);
        Future<String> other = breaker.call(never::future);
        assertThat(kindOf(call())).isEqualTo(AskFailed.Kind.OVERLOADED);
        never.complete("late");
        assertThat(await(other)).isEqualTo("late");
        assertThat(await(call())).isEqualTo("made");
    }

    @Test
    void after_a_row_of_failures_nothing_is_called_and_after_a_while_one_call_tries() {
        for (int i = 0; i < 3; i++)
            assertThat(failureOf(breaker.call(() -> Future.failedFuture("away"))))
                    .hasMessage("away");
        assertThat(kindOf(call())).isEqualTo(AskFailed.Kind.UNAVAILABLE);
        assertThat(made).hasValue(0);
        assertThat(open()).isEqualTo(1);
        TestStore.until(() -> open() == 0);
        assertThat(await(call())).isEqualTo("made");
        assertThat(await(call())).isEqualTo("made");
    }

    private Future<String> call() {
        return breaker.call(() -> {
            made.incrementAndGet();
            return Future.succeededFuture("made");
        });
    }

    private double open() {
        return meters.get("tanda.breaker.open")
                .tag("breaker", "depot.test")
                .gauge()
                .value();
    }

    private static AskFailed.Kind kindOf(Future<?> future) {
        return ((AskFailed) failureOf(future)).kind();
    }
}

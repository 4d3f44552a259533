package io.tanda.booking.outbound;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.bus.Registration;
import io.tanda.platform.ops.FailureClass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A5")
class BusNeighboursTest {
    private static final RideId RIDE = RideId.next();

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final BusNeighbours neighbours =
            new BusNeighbours(bus::ask, InstantSource.fixed(Instant.EPOCH), Duration.ofSeconds(30), nanos::get);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void a_silence_is_an_outage_only_when_it_lasts() {
        assertThat(failureOf(neighbours.knownToDispatch(RIDE))).isNotNull();
        pass(29);
        assertThat(failureOf(neighbours.knownToDispatch(RIDE))).isNotNull();
        pass(2);
        assertThat(await(neighbours.knownToDispatch(RIDE))).isFalse();
    }

    @Test
    void a_question_long_ago_that_nobody_answered_is_no_silence_until_now() {
        assertThat(failureOf(neighbours.knownToDispatch(RIDE))).isNotNull();
        pass(3_600);
        assertThat(failureOf(neighbours.knownToDispatch(RIDE))).isNotNull();
        pass(29);
        assertThat(failureOf(neighbours.knownToDispatch(RIDE))).isNotNull();
        pass(2);
        assertThat(await(neighbours.knownToDispatch(RIDE))).isFalse();
    }

    @Test
    void an_answer_ends_the_silence() {
        assertThat(failureOf(neighbours.knownToDispatch(RIDE))).isNotNull();
        pass(29);
        Registration dispatch = dispatchKnowsTheRide();
        assertThat(await(neighbours.knownToDispatch(RIDE))).isTrue();
        await(dispatch.stop());
        pass(10);
        assertThat(failureOf(neighbours.knownToDispatch(RIDE))).isNotNull();
    }

    @Test
    void who_did_not_answer_is_left_alone_for_a_while() {
        assertThat(failureOf(neighbours.knownToDispatch(RIDE))).isNotNull();
        assertThat(dispatchKnowsTheRide()).isNotNull();
        pass(4);
        assertThat(FailureClass.of(failureOf(neighbours.knownToDispatch(RIDE)))).isEqualTo(FailureClass.UNAVAILABLE);
        assertThat(asked).hasValue(0);
        pass(1);
        assertThat(await(neighbours.knownToDispatch(RIDE))).isTrue();
        assertThat(asked).hasValue(1);
    }

    private Registration dispatchKnowsTheRide() {
        Recorded opened =
                new Recorded(RIDE.value(), 1, "dispatch.call-opened.v1", Instant.EPOCH, Actor.SYSTEM, null, "{}");
        return await(bus.serve(DispatchAddresses.JOURNAL, request -> {
            asked.incrementAndGet();
            return Future.succeededFuture(Reply.done(new Journal.Events(List.of(opened))));
        }));
    }

    private void pass(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}

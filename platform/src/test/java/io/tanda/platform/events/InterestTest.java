package io.tanda.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.flow.Mailboxes;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterestTest {
    private static final Instant AT = Instant.parse("2013-01-01T05:00:00Z");
    private static final int MAX_WAITING = 4;

    private final RideId ride = RideId.next();
    private final List<String> asked = new ArrayList<>();
    private final Promise<Void> commit = Promise.promise();
    private final Mailboxes<RideId> turns = new Mailboxes<>("ride", MAX_WAITING);

    private final Interest<BookingEvent, String> delays = Interest.<BookingEvent, String>in(BookingEvent.TOPIC)
            .on(BookingEvent.SearchDelayed.class, (event, recorded) -> meaning("delayed"));
    private final Interest<DispatchEvent, String> arrivals = Interest.<DispatchEvent, String>in(DispatchEvent.TOPIC)
            .on(DispatchEvent.DriverArrived.class, (event, recorded) -> meaning("arrived"));

    @Test
    void interests_that_share_turns_decide_on_what_the_other_has_committed() {
        Future<Void> first = delays.inTurn(turns, BookingEvent::ride).takeEffect(delayed(ride), this::commit);
        Future<Void> second = arrivals.inTurn(turns, DispatchEvent::ride).takeEffect(arrived(ride), this::commit);
        Future<Void> other = delays.inTurn(turns, BookingEvent::ride).takeEffect(delayed(RideId.next()), this::commit);
        assertThat(asked).containsExactly("delayed", "delayed");
        assertThat(first.isComplete() || second.isComplete() || other.isComplete())
                .isFalse();
        commit.fail("somebody was faster");
        assertThat(asked).containsExactly("delayed", "delayed", "arrived");
        assertThat(first.failed()).isTrue();
    }

    @Test
    void interests_of_their_own_wait_for_nobody() {
        delays.takeEffect(delayed(ride), this::commit);
        arrivals.takeEffect(arrived(ride), this::commit);
        assertThat(asked).containsExactly("delayed", "arrived");
    }

    @Test
    void of_what_does_not_pass_only_the_fence_is_moved() {
        Interest<BookingEvent, String> mine = delays.only(event -> event.ride().equals(ride));
        List<Effects<String>> committed = new ArrayList<>();
        for (RideId one : List.of(ride, RideId.next()))
            mine.takeEffect(delayed(one), effects -> {
                committed.add(effects);
                return Future.succeededFuture();
            });
        assertThat(asked).containsExactly("delayed");
        assertThat(committed).hasSize(2);
        assertThat(committed.getLast().change()).isNull();
    }

    @Test
    void a_type_without_a_meaning_moves_the_fence_and_waits_for_nobody() {
        Interest<DispatchEvent, String> inTurn = arrivals.inTurn(turns, DispatchEvent::ride);
        inTurn.takeEffect(arrived(ride), this::commit);
        List<Effects<String>> committed = new ArrayList<>();
        Future<Void> seen = inTurn.takeEffect(pickedUp(ride), effects -> {
            committed.add(effects);
            return Future.succeededFuture();
        });
        assertThat(seen.succeeded()).isTrue();
        assertThat(committed)
                .singleElement()
                .satisfies(effects -> assertThat(effects.change()).isNull());
    }

    private Future<Effects<String>> meaning(String what) {
        asked.add(what);
        return Future.succeededFuture(Effects.of(what));
    }

    private Future<Void> commit(Effects<String> effects) {
        return commit.future();
    }

    private static Recorded delayed(RideId ride) {
        return recorded(BookingEvent.TOPIC, new BookingEvent.SearchDelayed(ride, AT));
    }

    private static Recorded arrived(RideId ride) {
        return recorded(DispatchEvent.TOPIC, new DispatchEvent.DriverArrived(ride, DriverId.next(), AT));
    }

    private static Recorded pickedUp(RideId ride) {
        return recorded(DispatchEvent.TOPIC, new DispatchEvent.PassengerPickedUp(ride, DriverId.next(), AT));
    }

    private static <E extends Event> Recorded recorded(Topic<E> topic, E event) {
        return new Recorded(
                event.aggregate().id(), 1, topic.typeOf(event), AT, Actor.SYSTEM, null, Wire.encodeText(event));
    }
}

package io.tanda.booking.domain;

import static io.tanda.booking.domain.Evening.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.RideStatus;
import io.tanda.contract.booking.BookingEvent;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * Kafka keeps the order within a topic and none between two. Each seed makes a story as dispatch and payment live it, and tells it to
 * a booking in some order that two topics may come in; where the rider cancels, before dispatch's answer to it. All tellings of a story
 * must end alike.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class InterleavingsTest {
    private static final int STORIES = 2_000;
    private static final int TELLINGS = 10;

    /** A step and when it happened. */
    private record Step(FollowUp command, long at) {}

    /** @param cancelBefore the rider's cancellation reaches dispatch before the step of this index; -1 = never */
    private record Story(List<Step> dispatch, List<Step> payment, int cancelBefore, RideStatus end) {}

    @Test
    void every_order_in_which_two_topics_may_come_ends_alike() {
        Map<RideStatus, Integer> ends = new EnumMap<>(RideStatus.class);
        for (long seed = 0; seed < STORIES; seed++) {
            Random random = new Random(seed);
            Story story = story(random);
            Booking inOrder = null;
            for (int telling = 0; telling < TELLINGS; telling++) {
                List<String> told = new ArrayList<>();
                Booking end = tell(story, random, told);
                if (inOrder == null) inOrder = end;
                assertThat(end)
                        .as("seed %d, telling %d: %s", seed, telling, told)
                        .extracting(InterleavingsTest::essence)
                        .isEqualTo(essence(inOrder));
                assertThat(end.status()).as("seed %d: %s", seed, told).isEqualTo(story.end);
            }
            ends.merge(story.end, 1, Integer::sum);
        }
        // The stories are not all the same one.
        assertThat(ends)
                .containsOnlyKeys(
                        RideStatus.COMPLETED,
                        RideStatus.NO_DRIVERS_AVAILABLE,
                        RideStatus.RIDER_CANCELED,
                        RideStatus.NO_SHOW);
        assertThat(ends.values()).allMatch(count -> count > STORIES / 50);
    }

    /** What dispatch and payment do, drawn from a small model of them. */
    private static Story story(Random random) {
        List<Step> dispatch = new ArrayList<>();
        long at = 1;
        int cancelAt = random.nextInt(3) == 0 ? random.nextInt(8) : -1; // dispatch reads of it after so many steps
        int cancelBefore = -1;
        boolean boarded = false;
        boolean assigned = false;
        dispatch.add(new Step(noteSearch(), at));
        while (true) {
            at += 5 + random.nextInt(40);
            if (cancelAt == dispatch.size()) {
                cancelBefore = dispatch.size();
                dispatch.add(new Step(boarded ? rejectCancel() : confirmCancel(), at));
                if (!boarded) return new Story(dispatch, List.of(), cancelBefore, RideStatus.RIDER_CANCELED);
            } else if (!assigned) {
                if (random.nextInt(5) == 0) {
                    dispatch.add(new Step(endSearch(), at));
                    return new Story(dispatch, List.of(), cancelBefore, RideStatus.NO_DRIVERS_AVAILABLE);
                }
                dispatch.add(new Step(assignDriver(at), at));
                assigned = true;
            } else if (!boarded) {
                boolean arrived = dispatch.getLast().command() instanceof FollowUp.MarkArrived;
                if (random.nextInt(6) == 0) {
                    dispatch.add(new Step(loseDriver(at), at));
                    assigned = false;
                } else if (arrived && random.nextInt(6) == 0) {
                    dispatch.add(new Step(noteContact(at), at));
                    dispatch.add(new Step(markNoShow(), at + 300));
                    return new Story(dispatch, List.of(), cancelBefore, RideStatus.NO_SHOW);
                } else if (!arrived && random.nextInt(10) > 0) {
                    dispatch.add(new Step(markArrived(), at));
                } else {
                    dispatch.add(new Step(startRide(), at));
                    boarded = true;
                }
            } else {
                dispatch.add(new Step(dropOff(), at));
                if (cancelAt == dispatch.size()) {
                    cancelBefore = dispatch.size();
                    dispatch.add(new Step(rejectCancel(), at + 1));
                }
                List<Step> payment = List.of(new Step(settleFare(), at + 1));
                return new Story(dispatch, payment, cancelBefore, RideStatus.COMPLETED);
            }
        }
    }

    private static Booking tell(Story story, Random random, List<String> told) {
        Booking booking = after(requested());
        Deque<Step> dispatch = new ArrayDeque<>(story.dispatch);
        Deque<Step> payment = new ArrayDeque<>(story.payment);
        // The rider asked before dispatch answered, and before anything that had made booking refuse it.
        int cancelBefore =
                story.cancelBefore < 0 ? -1 : random.nextInt(Math.min(story.cancelBefore, boarding(story)) + 1);
        boolean asked = cancelBefore < 0;
        int heard = 0;
        while (!dispatch.isEmpty() || !payment.isEmpty()) {
            if (!asked && heard == cancelBefore) {
                Decision decision = BookingDecider.decide(CANCEL, booking, at(500), Policies.USUAL);
                assertThat(decision).as(told.toString()).isInstanceOf(Decision.Happened.class);
                booking = apply(booking, decision);
                asked = true;
                told.add("Cancel");
                continue;
            }
            boolean takeDispatch = payment.isEmpty() || (!dispatch.isEmpty() && random.nextInt(4) > 0);
            Step step = takeDispatch ? dispatch.remove() : payment.remove();
            if (takeDispatch) heard++;
            told.add(step.command().getClass().getSimpleName());
            booking = apply(booking, BookingDecider.decide(step.command(), booking, at(step.at()), Policies.USUAL));
        }
        return booking;
    }

    private static int boarding(Story story) {
        for (int i = 0; i < story.dispatch.size(); i++)
            if (story.dispatch.get(i).command() instanceof FollowUp.StartRide) return i;
        return Integer.MAX_VALUE - 1;
    }

    private static Booking apply(Booking booking, Decision decision) {
        return switch (decision) {
            case Decision.Happened happened -> {
                assertThat(BookingDecider.evolve(booking, happened.events())).isEqualTo(happened.after());
                for (BookingEvent event : happened.events())
                    assertThat(event.ride()).isEqualTo(RIDE);
                yield happened.after();
            }
            case Decision.Noted noted -> noted.after();
            case Decision.Nothing nothing -> booking;
            case Decision.Alarm alarm -> throw new AssertionError("alarm: " + alarm.what());
            case Decision.Refused refused -> throw new AssertionError("refused: " + refused.refusal());
        };
    }

    /** All but when it ended: a capture is worth the same whether it is told before or after the drop-off. */
    private static Booking essence(Booking booking) {
        return switch (booking) {
            case Booking.Completed done ->
                new Booking.Completed(done.trip(), done.taxi(), done.fare(), done.paid(), Instant.EPOCH);
            // Free or not is judged by what the rider knew when asking, which is what these tellings vary.
            case Booking.RiderCanceled canceled ->
                new Booking.RiderCanceled(
                        canceled.trip().searchedUntil(Instant.EPOCH),
                        true,
                        null,
                        canceled.reason(),
                        canceled.endedAt());
            default -> booking;
        };
    }
}

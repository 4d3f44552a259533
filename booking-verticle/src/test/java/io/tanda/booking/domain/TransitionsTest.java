package io.tanda.booking.domain;

import static io.tanda.booking.domain.Evening.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.testing.TransitionTable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The table of docs/transitions/booking.txt, made by asking the decider. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TransitionsTest {
    private static final Map<String, Booking> STATES = states();

    /** Late enough for every deadline. */
    private static final Instant DUE = at(1_000_000);

    private static Map<String, Booking> states() {
        Map<String, Booking> states = new LinkedHashMap<>();
        states.put("scheduled", after(scheduled()));
        states.put("requested (dispatch not heard of)", after(requested()));
        states.put("requested (not heard of in time)", after(requested(), searchDelayed()));
        states.put("requested (call open)", after(requested(), searchOpened(61)));
        states.put("requested (call open, rider told)", after(requested(), searchOpened(61), searchDelayed()));
        states.put("accepted", after(requested(), driverAssigned(30)));
        states.put("arrived", after(requested(), driverAssigned(30), driverArrived(90)));
        states.put("in_progress", after(requested(), driverAssigned(30), rideStarted(100)));
        states.put(
                "in_progress (capture heard of)",
                after(requested(), driverAssigned(30), rideStarted(100), paidAhead()));
        states.put(
                "in_progress (owed, heard of)", after(requested(), driverAssigned(30), rideStarted(100), owedAhead()));
        states.put("settling", after(requested(), driverAssigned(30), rideStarted(100), droppedOff(500)));
        states.put("settling (broken off)", after(requested(), driverAssigned(30), rideStarted(100), brokenOff(500)));
        states.put("cancel_pending (requested, not heard of)", after(requested(), cancelRequested(5)));
        states.put("cancel_pending (requested, call open)", after(requested(), searchOpened(61), cancelRequested(5)));
        states.put("cancel_pending (accepted)", after(requested(), driverAssigned(30), cancelRequested(40)));
        states.put(
                "cancel_pending (arrived)",
                after(requested(), driverAssigned(30), driverArrived(90), cancelRequested(95)));
        states.put(
                "completed", after(requested(), driverAssigned(30), rideStarted(100), droppedOff(500), completed(501)));
        states.put("owed", after(requested(), driverAssigned(30), rideStarted(100), droppedOff(500), owed(700)));
        states.put("aborted", after(requested(), driverAssigned(30), rideStarted(100), brokenOff(500), aborted(501)));
        states.put("no_drivers_available", after(requested(), searchOpened(61), noDrivers(61)));
        states.put("rider_canceled", after(requested(), cancelRequested(5), canceled(true, 6)));
        states.put("operator_canceled", after(requested(), cancelRequestedByOperator(5), canceledByOperator(6)));
        states.put("no_show", after(requested(), driverAssigned(30), driverArrived(90), contacted(120), noShow(420)));
        states.put("expired", after(requested(), searchDelayed(), expired(960)));
        return states;
    }

    private static final Map<String, FollowUp> FOLLOW_UPS = followUps();

    private static Map<String, FollowUp> followUps() {
        Map<String, FollowUp> named = new LinkedHashMap<>();
        all().forEach((command -> named.put(kebab(command.getClass()), command)));
        named.put("drop-off (broken off)", breakOff());
        return named;
    }

    private static Stream<FollowUp> all() {
        return Stream.of(
                noteSearch(),
                assignDriver(),
                markArrived(),
                noteContact(120),
                markNoShow(),
                loseDriver(100),
                startRide(),
                dropOff(),
                endSearch(),
                confirmCancel(),
                rejectCancel(),
                settleFare(),
                oweFare(),
                checkTime());
    }

    @Test
    void the_table_is_what_the_decider_says() {
        TransitionTable table = new TransitionTable("booking", """
                What a booking does, state by command.
                nothing: no event. refused: the rider is told why. contradiction: cannot follow in dispatch's order,
                the ride is parked and somebody called. alarm: somebody is called, the booking stays. check-time: when due.
                """);
        table.state("no booking")
                .row("request-ride", () -> cell(BookingDecider.decide(REQUEST, at(0), Policies.USUAL)))
                .row("request-later", () -> cell(BookingDecider.decide(LATER_REQUEST, at(0), Policies.USUAL)))
                .row("request-far", () -> cell(BookingDecider.decide(FAR_REQUEST, at(0), Policies.USUAL)));
        STATES.forEach((name, state) -> {
            table.state(name)
                    .row("cancel-booking", () -> cell(BookingDecider.decide(CANCEL, state, at(1_000), Policies.USUAL)))
                    .row("cancel-by-operator", () -> cell(BookingDecider.decide(OPERATORS_CANCEL, state, at(1_000))));
            FOLLOW_UPS.forEach((command, followUp) ->
                    table.row(command, () -> cell(BookingDecider.decide(followUp, state, DUE, Policies.USUAL))));
        });
        table.isWrittenDown();
    }

    @Test
    void the_table_has_every_state_and_every_command() {
        TransitionTable.hasEvery(Booking.class, STATES.values());
        TransitionTable.hasEvery(FollowUp.class, FOLLOW_UPS.values());
    }

    @Test
    void every_state_that_has_not_ended_has_a_deadline_and_no_other_has() {
        STATES.forEach((name, state) -> assertThat(DeadlinePolicy.USUAL.of(state) != null)
                .as(name)
                .isEqualTo(!state.status().terminal()));
    }

    private static String cell(Decision decision) {
        return switch (decision) {
            case Decision.Happened happened ->
                "-> " + described(happened.after()) + " by "
                        + happened.events().stream().map(TransitionsTest::type).collect(Collectors.joining(", "));
            case Decision.Noted noted -> "-> " + described(noted.after()) + " noted";
            case Decision.Nothing nothing -> "nothing: " + nothing.why();
            case Decision.Alarm alarm -> "alarm: " + alarm.what();
            case Decision.Refused refused -> "refused: " + refused.refusal().wireName();
        };
    }

    private static String described(Booking booking) {
        return switch (booking) {
            case Booking.Requested requested ->
                switch (requested.search()) {
                    case SILENT -> "requested (dispatch not heard of)" + ahead(requested.fareAhead());
                    case DELAYED -> "requested (not heard of in time)" + ahead(requested.fareAhead());
                    case OPEN -> "requested (call open)" + ahead(requested.fareAhead());
                    case OVERTIME -> "requested (call open, rider told)" + ahead(requested.fareAhead());
                };
            case Booking.BeforeBoarding before -> before.status().wireName() + ahead(before.fareAhead());
            case Booking.InProgress driving -> "in_progress" + ahead(driving.fareAhead());
            case Booking.CancelPending pending -> "cancel_pending [" + described(pending.returnsTo()) + "]";
            case Booking.Settling settling -> settling.aborted() == null ? "settling" : "settling (broken off)";
            case Booking.Ended ended -> ended.status().wireName();
        };
    }

    private static String ahead(Fact.@Nullable FareAhead fare) {
        return switch (fare) {
            case Fact.PaidAhead paid -> " (capture heard of)";
            case Fact.OwedAhead owed -> " (owed, heard of)";
            case null -> "";
        };
    }

    private static String type(BookingEvent event) {
        return BookingEvent.TOPIC.typeOf(event).replace("booking.", "").replace(".v1", "");
    }

    private static String kebab(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}

package io.tanda.dispatch.call.domain;

import static io.tanda.dispatch.call.domain.Calls.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.ArrivalReason;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.dispatch.call.domain.CallCommand.Standing;
import io.tanda.platform.testing.TransitionTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    /** {@code -Dtanda.transitions.update=true} writes the file anew. */
    private static final boolean UPDATE = Boolean.getBoolean("tanda.transitions.update");

    private static final GeoPoint ANTIPODE = new GeoPoint(-40.7, 106);
    private static final Instant LATER = at(50);
    private static final Map<String, Ride> STATES = states();
    private static final Map<String, CallCommand> COMMANDS = commands();

    @Test
    void what_each_command_does_in_each_state_is_written_down() throws IOException {
        Path file = Path.of(System.getProperty("tanda.root"), "docs", "transitions", "dispatch.txt");
        String table = table();
        if (UPDATE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, table);
        }
        assertThat(file).content().isEqualTo(table);
    }

    @Test
    void every_state_and_every_command_is_in_the_table() {
        TransitionTable.hasEvery(Ride.class, STATES.values());
        assertThat(COMMANDS.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(TransitionTable.leaves(CallCommand.class).stream()
                        .filter(leaf -> !CallCommand.Standing.class.isAssignableFrom(leaf))
                        .collect(Collectors.toSet()));
    }

    /** By the name of the state, in the order of a ride's life. */
    private static Map<String, Ride> states() {
        Map<String, Ride> states = new LinkedHashMap<>();
        states.put("Open", after(opened()));
        states.put("Accepted", after(opened(), accepted(MARY, 10)));
        states.put("Accepted (silent)", after(opened(), accepted(MARY, -200), silent(-100)));
        states.put("Arrived", after(opened(), accepted(MARY, 10), arrived(20)));
        states.put("Arrived (rider contacted)", after(opened(), accepted(MARY, 10), arrived(20), contacted(30, 320)));
        states.put("Arrived (waited long enough)", after(opened(), accepted(MARY, 10), arrived(20), contacted(30, 45)));
        states.put("OnTrip", after(opened(), accepted(MARY, 10), arrived(20), pickedUp(30)));
        states.put("DroppedOff", after(opened(), accepted(MARY, 10), arrived(20), pickedUp(30), droppedOff(30, 40)));
        states.put(
                "Collecting",
                after(opened(), accepted(MARY, 10), arrived(20), pickedUp(30), droppedOff(30, 40), collecting(40, 41)));
        states.put(
                "Closed",
                after(
                        opened(),
                        accepted(MARY, 10),
                        arrived(20),
                        pickedUp(30),
                        droppedOff(30, 40),
                        collecting(40, 41),
                        owed(220)));
        states.put("NoShow", after(opened(), accepted(MARY, 10), arrived(20), contacted(30, 45), noShow(46)));
        states.put("Withdrawn", after(opened(), withdrawn(null, 10)));
        states.put("Exhausted", after(opened(), exhausted(60)));
        return states;
    }

    private static Map<String, CallCommand> commands() {
        Map<String, CallCommand> commands = new LinkedHashMap<>();
        commands.put("accept (its driver)", accept(MARY));
        commands.put("accept (another driver)", accept(JOE));
        commands.put("accept (off duty)", accept(JOE, new Standing.OffDuty()));
        commands.put("accept (suspended)", accept(JOE, new Standing.Suspended()));
        commands.put("accept (on another ride)", accept(JOE, new Standing.OnAnotherRide()));
        commands.put("accept (offer closed)", accept(JOE, new Standing.OfferIsClosed()));
        commands.put("accept (gave it back)", accept(JOE, new Standing.GaveItBack()));
        commands.put("arrive", arrive(MARY));
        commands.put("arrive (seen far away)", arrive(MARY, 5_000, 45, null));
        commands.put("arrive (seen far away, says why)", arrive(MARY, 5_000, 45, ArrivalReason.ROAD_CLOSED));
        commands.put("arrive (another driver)", arrive(JOE));
        commands.put("contact", contact(MARY));
        commands.put("contact (another driver)", contact(JOE));
        commands.put("no-show", markNoShow(MARY));
        commands.put("no-show (by an operator)", markNoShowByOperator(MARY));
        commands.put("no-show (another driver)", markNoShow(JOE));
        commands.put("pick up", pickUp(MARY));
        commands.put("pick up (another driver)", pickUp(JOE));
        commands.put("drop off", dropOff(MARY, null));
        commands.put("drop off (another driver)", dropOff(JOE, null));
        commands.put("drop off (1,000 km)", dropOff(MARY, 1_000_000L));
        commands.put("drop off (antipode)", dropOff(MARY, ANTIPODE, null, null));
        commands.put("take fare", takeFare(MARY, PaymentMethod.CASH));
        commands.put("take fare (another driver)", takeFare(JOE, PaymentMethod.CASH));
        commands.put("abort", abort(MARY, PICKUP, null));
        commands.put("abort (nobody knows where)", abort(MARY, null, null));
        commands.put("give back", giveBack(MARY));
        commands.put("give back (another driver)", giveBack(JOE));
        commands.put("withdraw (canceled)", cancel());
        commands.put("withdraw (expired)", expire());
        commands.put("listen (not heard of)", listen(null));
        commands.put("listen (heard of)", listen(50L));
        commands.put("watch", watch());
        commands.put("exhaust", endSearch());
        commands.put("decline", noteDecline(true));
        commands.put("decline (has another ride)", noteDecline(false));
        commands.put("settled", noteSettled());
        commands.put("end collection", endCollection());
        return commands;
    }

    private static String table() {
        StringBuilder text = new StringBuilder("""
                What a call's commands do in each of its states, within the search window unless said otherwise.
                Written by TransitionsTest (-Dtanda.transitions.update=true); a change here is a change of the rules.

                """);
        for (Map.Entry<String, Ride> state : STATES.entrySet()) {
            text.append(state.getKey()).append('\n');
            for (Map.Entry<String, CallCommand> command : COMMANDS.entrySet())
                line(text, command.getKey(), command.getValue(), state.getValue(), LATER);
            if (state.getValue() instanceof Ride.Active active)
                line(text, "watch (overdue)", watch(), active, Patience.overdueAt(active));
            if (state.getValue() instanceof Ride.Open open) {
                line(text, "exhaust (window over)", endSearch(), open, open.searchUntil());
                line(text, "accept (window over)", accept(MARY), open, open.searchUntil());
            }
            if (state.getValue() instanceof Ride.Collecting waiting)
                line(text, "end collection (time over)", endCollection(), waiting, waiting.until());
            text.append('\n');
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, CallCommand command, Ride ride, Instant now) {
        String outcome = switch (DECIDER.decide(command, ride, now)) {
            case Decision.Refused refused -> refused.refusal().name().toLowerCase(Locale.ROOT);
            case Decision.Decided decided when decided.events().isEmpty() -> "(as it is)";
            case Decision.Decided decided ->
                decided.events().stream().map(TransitionsTest::name).collect(Collectors.joining(", "))
                        + " -> "
                        + CallDecider.evolve(ride, decided.events()).getClass().getSimpleName();
        };
        text.append(String.format(Locale.ROOT, "    %-28s %s%n", name, outcome));
    }

    private static String name(DispatchEvent event) {
        String name = event.getClass().getSimpleName();
        return event instanceof DispatchEvent.PassengerDroppedOff over && over.review() != null
                ? name + " (for review)"
                : name;
    }
}

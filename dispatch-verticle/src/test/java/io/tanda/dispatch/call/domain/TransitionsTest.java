package io.tanda.dispatch.call.domain;

import static io.tanda.dispatch.call.domain.SampleRides.DECIDER;
import static io.tanda.dispatch.call.domain.SampleRides.MARY;
import static io.tanda.dispatch.call.domain.SampleRides.NOON;
import static io.tanda.dispatch.call.domain.SampleRides.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.dispatch.DispatchEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    /** {@code -Dtanda.transitions.update=true} writes the file anew. */
    private static final boolean UPDATE = Boolean.getBoolean("tanda.transitions.update");

    private static final Instant LATER = NOON.plusSeconds(50);

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
    void every_state_is_in_the_table() {
        assertThat(SampleRides.all().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        leaves(Ride.class).stream().map(Class::getSimpleName).collect(Collectors.toSet()));
    }

    @Test
    void every_command_is_in_the_table() {
        assertThat(commands().values().stream().map(c -> (Object) c.getClass()).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(leaves(CallCommand.class).stream()
                        .filter(c -> !CallCommand.Standing.class.isAssignableFrom(c))
                        .collect(Collectors.toSet()));
    }

    private static List<Class<?>> leaves(Class<?> sealed) {
        List<Class<?>> leaves = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) leaves.addAll(leaves(permitted));
            else leaves.add(permitted);
        }
        return leaves;
    }

    private static Map<String, CallCommand> commands() {
        Map<String, CallCommand> commands = new LinkedHashMap<>();
        commands.put("accept (its driver)", SampleRides.accept(MARY));
        commands.put("accept (another driver)", SampleRides.accept(OTHER));
        commands.put("accept (off duty)", new CallCommand.Accept(OTHER, new CallCommand.Standing.OffDuty(), LATER));
        commands.put(
                "accept (on another ride)",
                new CallCommand.Accept(OTHER, new CallCommand.Standing.OnAnotherRide(), LATER));
        commands.put(
                "accept (offer closed)",
                new CallCommand.Accept(OTHER, new CallCommand.Standing.OfferIsClosed(), LATER));
        commands.put(
                "accept (gave it back)", new CallCommand.Accept(OTHER, new CallCommand.Standing.GaveItBack(), LATER));
        commands.put("arrive", new CallCommand.Arrive(MARY));
        commands.put("arrive (another driver)", new CallCommand.Arrive(OTHER));
        commands.put("pick up", new CallCommand.PickUp(MARY));
        commands.put("pick up (another driver)", new CallCommand.PickUp(OTHER));
        commands.put("drop off", new CallCommand.DropOff(MARY, null, null));
        commands.put("drop off (another driver)", new CallCommand.DropOff(OTHER, null, null));
        commands.put("drop off (1,000 km)", new CallCommand.DropOff(MARY, null, 1_000_000L));
        commands.put("give back", new CallCommand.GiveBack(MARY, "breakdown"));
        commands.put("give back (another driver)", new CallCommand.GiveBack(OTHER, "breakdown"));
        commands.put("withdraw (canceled)", new CallCommand.Withdraw(true));
        commands.put("withdraw (expired)", new CallCommand.Withdraw(false));
        commands.put("exhaust", new CallCommand.Exhaust());
        return commands;
    }

    private static String table() {
        StringBuilder text = new StringBuilder("""
                What a call's commands do in each of its states, within the search window unless said otherwise.
                Written by TransitionsTest (-Dtanda.transitions.update=true); a change here is a change of the rules.

                """);
        for (Map.Entry<String, Ride> state : SampleRides.all().entrySet()) {
            text.append(state.getKey()).append('\n');
            for (Map.Entry<String, CallCommand> command : commands().entrySet())
                line(text, command.getKey(), command.getValue(), state.getValue(), LATER);
            if (state.getValue() instanceof Ride.Open open) {
                line(text, "exhaust (window over)", new CallCommand.Exhaust(), open, open.searchUntil());
                line(text, "accept (window over)", SampleRides.accept(MARY), open, open.searchUntil());
            }
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
        return event.getClass().getSimpleName();
    }
}

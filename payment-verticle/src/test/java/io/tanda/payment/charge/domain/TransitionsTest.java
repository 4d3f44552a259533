package io.tanda.payment.charge.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules as a table: a change of them is read as a difference of docs/transitions/payment.txt. */
public final class TransitionsTest {
    private static final Path GOLDEN = Path.of(System.getProperty("tanda.root", ".."), "docs/transitions/payment.txt");

    @Test
    void the_table_in_the_docs_is_what_the_code_decides() throws IOException {
        String table = table();
        Path actual = Path.of("target/transitions/payment.txt");
        Files.createDirectories(actual.getParent());
        Files.writeString(actual, table);
        assertThat(Files.exists(GOLDEN) ? Files.readString(GOLDEN) : "")
                .as("a change that is meant: copy payment-verticle/%s to %s", actual, GOLDEN)
                .isEqualTo(table);
    }

    @Test
    void the_table_knows_every_state() {
        assertThat(states().values().stream().map(Object::getClass).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(sealedStates());
    }

    private static List<Class<?>> sealedStates() {
        List<Class<?>> states = new ArrayList<>();
        leaves(Charge.class, states);
        return states;
    }

    private static void leaves(Class<?> family, List<Class<?>> into) {
        if (!family.isSealed()) into.add(family);
        else Arrays.stream(family.getPermittedSubclasses()).forEach(member -> leaves(member, into));
    }

    private static Map<String, Charge> states() {
        Map<String, Charge> states = new LinkedHashMap<>();
        states.put("none", new Charge.None());
        states.put("pending", Given.pending());
        states.put("pending, 5th", new Charge.Pending(Given.CLAIM, 9, ChargeDecider.MAX_ATTEMPTS, 0, Given.NOON));
        states.put("unknown", Given.unknown(1));
        states.put("declined", Given.declined(1));
        states.put("captured", Given.captured());
        states.put("owed", Given.owed());
        states.put("owed, open", Given.owedUnanswered());
        states.put("awaited", Given.awaited());
        states.put("tendered", Given.tendered(false, 0));
        states.put("tendered, open", Given.tendered(true, 0));
        states.put("written off", Given.writtenOff(false, 0));
        states.put("w. off, open", Given.writtenOff(true, 0));
        states.put("overpaid", Given.overpaid());
        return states;
    }

    private static Map<String, ChargeInput> inputs(Charge charge) {
        int attempt = charge instanceof Charge.Made made ? made.attempt() : 1;
        Map<String, ChargeInput> inputs = new LinkedHashMap<>();
        inputs.put("demanded", Given.demanded(Given.CLAIM));
        inputs.put("demanded, in the car", new ChargeInput.Demanded(Given.CLAIM, PaymentMethod.CASH));
        inputs.put("demanded, other amount", Given.demanded(Given.claim(99)));
        inputs.put("to be looked at", new ChargeInput.Withheld(Given.CLAIM));
        inputs.put("captured", new ChargeInput.Answered(attempt, new GatewayAnswer.Captured("gw-1")));
        inputs.put("declined", new ChargeInput.Answered(attempt, new GatewayAnswer.Declined("insufficient_funds")));
        inputs.put("another answer", new ChargeInput.Answered(attempt, new GatewayAnswer.Different("")));
        inputs.put("not understood", new ChargeInput.Answered(attempt, new GatewayAnswer.NotUnderstood("")));
        inputs.put("no answer", new ChargeInput.Answered(attempt, new GatewayAnswer.NoAnswer("")));
        inputs.put("not called", new ChargeInput.Answered(attempt, new GatewayAnswer.NotCalled("")));
        if (charge instanceof Charge.WithoutGateway)
            inputs.put("never seen", new ChargeInput.Answered(attempt, new GatewayAnswer.NeverSeen()));
        inputs.put("deadline", new ChargeInput.Due(Phase.CALLED));
        if (charge instanceof Charge.Asking) {
            inputs.put("deadline, old key", new ChargeInput.Due(Phase.LOOKED_UP));
            for (Phase old : List.of(Phase.LOOKED_UP, Phase.OVER)) {
                String key = old == Phase.OVER ? ", gone key" : ", old key";
                inputs.put("never seen" + key, new ChargeInput.Answered(attempt, new GatewayAnswer.NeverSeen(), old));
                inputs.put("no answer" + key, new ChargeInput.Answered(attempt, new GatewayAnswer.NoAnswer(""), old));
            }
        }
        if (charge instanceof Charge.None) return inputs;
        inputs.put("driver has it", new ChargeInput.Tendered(PaymentMethod.CASH));
        inputs.put("driver gives up", new ChargeInput.GivenUp());
        inputs.put("rider tries the card", new ChargeInput.Retried(PaymentMethod.CARD));
        inputs.put("rider pays in the car", new ChargeInput.Retried(PaymentMethod.TERMINAL));
        inputs.put("operator has it", new ChargeInput.Collected(PaymentMethod.CASH, "brought here"));
        inputs.put("operator finds it taken", new ChargeInput.FoundTaken("gw-1", "on their statement"));
        inputs.put("operator does not", new ChargeInput.FoundNotTaken("they know nothing of it"));
        inputs.put("operator writes it off", new ChargeInput.WrittenOff("not worth a letter"));
        return inputs;
    }

    private static String table() {
        StringBuilder table = new StringBuilder("What a charge becomes. Pauses are real time.\n\n");
        row(table, "state", "input", "becomes", "events", "then");
        states().forEach((state, charge) -> inputs(charge).forEach((input, what) -> {
            try {
                row(table, state, input, outcome(charge, ChargeDecider.decide(charge, what, Given.NOON)));
            } catch (IllegalStateException e) {
                row(table, state, input, "bug", "", "said aloud");
            }
        }));
        return table.toString();
    }

    private static String[] outcome(Charge charge, Decision decision) {
        return switch (decision) {
            case Decision.Unchanged unchanged -> new String[] {"-", "", ""};
            case Decision.Refused refused -> new String[] {"-", "", "refused"};
            case Decision.Accepted accepted ->
                new String[] {
                    Change.of(charge, accepted, null).after().view().status().wireName(),
                    accepted.events().stream()
                            .map(event -> PaymentEvent.TOPIC
                                    .typeOf(event)
                                    .replace("payment.", "")
                                    .replace(".v1", ""))
                            .collect(Collectors.joining(", ")),
                    then(accepted.next())
                };
        };
    }

    private static String then(Next next) {
        return switch (next) {
            case Next.Call call ->
                "call the gateway, deadline in " + call.deadline().toSeconds() + " s";
            case Next.AskAgain ask -> "ask the gateway with the same key";
            case Next.LookUp look -> "ask the gateway about the key";
            case Next.Close close -> "closed, no deadline";
            case Next.Wait wait -> "deadline in " + wait.pause().toSeconds() + " s";
            case Next.Rest rest -> "no deadline";
        };
    }

    private static void row(StringBuilder table, String state, String input, String... outcome) {
        table.append(String.format(
                                Locale.ROOT,
                                "%-14s %-23s %-11s %-34s %s",
                                state,
                                input,
                                outcome[0],
                                outcome[1],
                                outcome[2])
                        .stripTrailing())
                .append('\n');
    }
}

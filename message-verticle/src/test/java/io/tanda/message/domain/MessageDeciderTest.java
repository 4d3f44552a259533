package io.tanda.message.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessageView.Status;
import io.tanda.contract.message.SendMessage;
import io.tanda.message.domain.MessageDecider.Decision;
import io.tanda.message.domain.MessageDecider.Facts;
import io.tanda.message.domain.MessageDecider.Parties;
import io.tanda.message.domain.MessageDecider.Payment;
import io.tanda.message.domain.MessageDecider.Terms;
import io.tanda.platform.testing.TransitionTable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("D1")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway")
class MessageDeciderTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final Terms TERMS = new Terms(Money.usd(150), Duration.ofDays(14), 3);

    private final RideId ride = RideId.next();
    private final RiderId rider = RiderId.next();
    private final DriverId driver = DriverId.next();
    private final Actor rides = new Actor(Role.RIDER, rider.value());
    private final Actor drives = new Actor(Role.DRIVER, driver.value());
    private final Actor desk = new Actor(Role.OPERATOR, UUID.randomUUID());
    private final Parties goesOn = new Parties(ride, rider, driver, null);
    private final Parties over = new Parties(ride, rider, driver, NOW.minusSeconds(3_600));

    @Test
    void while_the_ride_goes_on_its_two_write_to_each_other_for_nothing() {
        Message there = written(rides, goesOn);
        assertThat(there.to()).isEqualTo(drives);
        assertThat(there.kind()).isEqualTo(MessageKind.RIDE);
        assertThat(there.price()).isNull();
        Message back = written(drives, goesOn);
        assertThat(back.to()).isEqualTo(rides);
        assertThat(back.conversation()).isEqualTo(there.conversation());
    }

    @Test
    void when_it_is_over_the_rider_pays_and_the_driver_does_not() {
        assertThat(written(rides, over).kind()).isEqualTo(MessageKind.CONTACT);
        assertThat(written(rides, over).price()).isEqualTo(Money.usd(150));
        assertThat(written(drives, over).price()).isNull();
    }

    @Test
    void the_company_writes_to_whom_it_names_and_nobody_blocks_it() {
        SendMessage command = new SendMessage(MessageId.next(), desk, null, rides, "Your umbrella is here.");
        Decision decision = MessageDecider.write(command, CommandId.next(), new Facts(null, true, 0), TERMS, NOW);
        Message message = ((Decision.Written) decision).message();
        assertThat(message.kind()).isEqualTo(MessageKind.COMPANY);
        assertThat(message.price()).isNull();
        assertThat(refused(new SendMessage(MessageId.next(), desk, null, null, "?"), new Facts(null, false, 0)))
                .isEqualTo(Refusal.INVALID);
        assertThat(refused(new SendMessage(MessageId.next(), desk, null, desk, "?"), new Facts(null, false, 0)))
                .isEqualTo(Refusal.INVALID);
    }

    @Test
    void whose_ride_it_is_not_is_told_that_there_is_none() {
        Actor stranger = new Actor(Role.RIDER, UUID.randomUUID());
        assertThat(refused(from(stranger), new Facts(goesOn, false, 0))).isEqualTo(Refusal.NOT_FOUND);
        assertThat(refused(from(rides), new Facts(null, false, 0))).isEqualTo(Refusal.NOT_FOUND);
        Actor impostor = new Actor(Role.DRIVER, rider.value());
        assertThat(refused(from(impostor), new Facts(goesOn, false, 0))).isEqualTo(Refusal.NOT_FOUND);
        Parties alone = new Parties(ride, rider, null, null);
        assertThat(refused(from(rides), new Facts(alone, false, 0))).isEqualTo(Refusal.STEP_NOT_ALLOWED);
        Parties longAgo =
                new Parties(ride, rider, driver, NOW.minus(Duration.ofDays(14)).minusSeconds(1));
        assertThat(refused(from(rides), new Facts(longAgo, false, 0))).isEqualTo(Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void whoever_is_blocked_or_writes_too_often_is_refused() {
        assertThat(refused(from(rides), new Facts(goesOn, true, 0))).isEqualTo(Refusal.SENDER_BLOCKED);
        assertThat(refused(from(rides), new Facts(goesOn, false, 3))).isEqualTo(Refusal.TOO_MANY_MESSAGES);
    }

    @Test
    void a_text_has_1_to_1000_code_points() {
        assertThat(refused(saying(""), new Facts(goesOn, false, 0))).isEqualTo(Refusal.INVALID);
        assertThat(refused(saying("x".repeat(1_001)), new Facts(goesOn, false, 0)))
                .isEqualTo(Refusal.INVALID);
        assertThat(MessageDecider.write(
                        saying("🚕".repeat(1_000)), CommandId.next(), new Facts(goesOn, false, 0), TERMS, NOW))
                .isInstanceOf(Decision.Written.class);
    }

    @Test
    void what_is_captured_is_sent_once_and_what_is_declined_is_not() {
        Message begun = written(rides, over);
        Decision.Changed sent = changed(MessageDecider.paid(begun, new Payment.Captured(), false, NOW));
        assertThat(sent.after().status()).isEqualTo(Status.SENT);
        assertThat(sent.events()).hasSize(1).first().isInstanceOf(MessageEvent.MessageSent.class);
        assertThat(MessageDecider.paid(sent.after(), new Payment.Captured(), false, NOW))
                .isEqualTo(new Decision.Unchanged());
        Decision.Changed refused =
                changed(MessageDecider.paid(begun, new Payment.Declined("insufficient_funds"), false, NOW));
        assertThat(refused.after().code()).isEqualTo("insufficient_funds");
        assertThat(refused.after().owesBack()).isFalse();
    }

    @Test
    void what_nobody_knows_is_held_and_sent_or_refused_later() {
        Message held = changed(MessageDecider.paid(written(rides, over), new Payment.Unknown(), false, NOW))
                .after();
        assertThat(held.status()).isEqualTo(Status.PENDING_PAYMENT);
        assertThat(held.version()).isEqualTo(1);
        assertThat(MessageDecider.paid(held, new Payment.Unknown(), false, NOW)).isEqualTo(new Decision.Unchanged());
        assertThat(changed(MessageDecider.paid(held, new Payment.Captured(), false, NOW))
                        .after()
                        .status())
                .isEqualTo(Status.SENT);
        Message late = changed(MessageDecider.givenUp(held, NOW)).after();
        assertThat(late.code()).isEqualTo(MessageEvent.MessageRefused.NOT_FOUND_OUT);
        Message back = changed(MessageDecider.paid(late, new Payment.Captured(), false, NOW))
                .after();
        assertThat(back.owesBack()).as("it was taken all the same").isTrue();
        assertThat(back.status()).isEqualTo(Status.REFUSED);
    }

    @Test
    void whoever_is_blocked_while_he_pays_gets_his_money_back() {
        Decision.Changed refused =
                changed(MessageDecider.paid(written(rides, over), new Payment.Captured(), true, NOW));
        assertThat(refused.after().code()).isEqualTo(MessageEvent.MessageRefused.BLOCKED);
        assertThat(refused.after().owesBack()).isTrue();
    }

    @Test
    @Tag("D2")
    void the_first_time_that_it_is_read_counts() {
        Message sent = MessageDecider.sent(written(rides, goesOn)).after();
        Message read = changed(MessageDecider.read(sent, NOW)).after();
        assertThat(read.readAt()).isEqualTo(NOW);
        assertThat(MessageDecider.read(read, NOW.plusSeconds(9))).isEqualTo(new Decision.Unchanged());
    }

    @Test
    void what_contradicts_a_state_is_said_aloud() {
        Message sent = MessageDecider.sent(written(rides, goesOn)).after();
        assertThatThrownBy(() -> sent.evolve(new MessageEvent.MessageHeld(
                        sent.id(), sent.kind(), ride, rides, drives, Money.usd(1), NOW, NOW)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void transitions() {
        Map<String, Function<Message, Decision>> inputs = new LinkedHashMap<>();
        inputs.put("captured", message -> paid(message, new Payment.Captured()));
        inputs.put(
                "captured, sender blocked", message -> MessageDecider.paid(message, new Payment.Captured(), true, NOW));
        inputs.put("declined", message -> paid(message, new Payment.Declined("insufficient_funds")));
        inputs.put("unknown", message -> paid(message, new Payment.Unknown()));
        inputs.put("gateway left alone", message -> paid(message, new Payment.NotAsked("it is away", 10)));
        inputs.put("not found out in time", message -> MessageDecider.givenUp(message, NOW));
        inputs.put("read", message -> MessageDecider.read(message, NOW));
        inputs.put("deleted by its sender", message -> MessageDecider.deleted(message, rides, false, NOW));
        inputs.put("deleted again", message -> MessageDecider.deleted(message, rides, true, NOW));
        TransitionTable table =
                new TransitionTable("message", "What a message that costs something becomes, state by what comes.");
        states().forEach((name, message) -> {
            table.state(name);
            inputs.forEach((what, input) -> table.row(what, () -> cell(message, input.apply(message))));
        });
        table.isWrittenDown();
    }

    private Map<String, Message> states() {
        Message begun = written(rides, over);
        Message held = after(paid(begun, new Payment.Unknown()));
        Message sent = after(paid(begun, new Payment.Captured()));
        Map<String, Message> states = new LinkedHashMap<>();
        states.put("begun", begun);
        states.put("held", held);
        states.put("sent", sent);
        states.put("sent, read", after(MessageDecider.read(sent, NOW)));
        states.put("refused", after(paid(begun, new Payment.Declined("insufficient_funds"))));
        states.put("refused, money owed back", after(MessageDecider.paid(begun, new Payment.Captured(), true, NOW)));
        return states;
    }

    private static String cell(Message before, Decision decision) {
        return switch (decision) {
            case Decision.Changed changed -> {
                Message after = changed.after();
                yield "-> " + after.status().wireName()
                        + (after.owesBack() && !before.owesBack() ? ", money owed back" : "")
                        + (changed.events().isEmpty()
                                ? "  no event"
                                : "  " + changed.events().getFirst().getClass().getSimpleName());
            }
            case Decision.Unchanged unchanged -> "unchanged";
            case Decision.Refused refused -> "refused: " + refused.detail();
            case Decision.Written again -> throw new IllegalStateException("it was written before");
        };
    }

    private static Decision paid(Message message, Payment payment) {
        return MessageDecider.paid(message, payment, false, NOW);
    }

    private static Message after(Decision decision) {
        return changed(decision).after();
    }

    private SendMessage from(Actor who) {
        return new SendMessage(MessageId.next(), who, ride, null, "Hello");
    }

    private SendMessage saying(String text) {
        return new SendMessage(MessageId.next(), rides, ride, null, text);
    }

    private Message written(Actor who, Parties parties) {
        Decision decision = MessageDecider.write(from(who), CommandId.next(), new Facts(parties, false, 0), TERMS, NOW);
        return ((Decision.Written) decision).message();
    }

    private static Refusal refused(SendMessage command, Facts facts) {
        return ((Decision.Refused) MessageDecider.write(command, CommandId.next(), facts, TERMS, NOW)).refusal();
    }

    private static Decision.Changed changed(Decision decision) {
        return (Decision.Changed) decision;
    }
}

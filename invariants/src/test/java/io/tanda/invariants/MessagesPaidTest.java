package io.tanda.invariants;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.Role;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("D1")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MessagesPaidTest {
    private static final Money PRICE = Money.usd(150);

    private final World world = new World();
    private final MessageId message = MessageId.next();
    private final ChargeId charge = new ChargeId(message.value());

    @Test
    void what_is_paid_is_sent_and_what_is_free_is_not_charged() {
        sent(PRICE);
        captured();
        assertThat(check()).isEmpty();
        MessageId free = MessageId.next();
        world.add(MessageEvent.TOPIC, world.first, 1, sent(free, null));
        assertThat(check()).isEmpty();
    }

    @Test
    void what_was_sent_unpaid_is_found() {
        sent(PRICE);
        assertThat(check()).singleElement().asString().contains("is not paid");
    }

    @Test
    void what_was_charged_for_nothing_is_found_and_what_was_given_back_is_not() {
        captured();
        assertThat(check()).singleElement().asString().contains("charged for nothing");
        givenBack(100);
        assertThat(check()).singleElement().asString().contains("charged for nothing");
        givenBack(50);
        assertThat(check()).isEmpty();
    }

    @Test
    void what_was_sent_and_given_back_is_found() {
        sent(PRICE);
        captured();
        givenBack(150);
        assertThat(check()).singleElement().asString().contains("given back");
    }

    @Test
    void what_was_sent_or_captured_twice_is_found() {
        sent(PRICE);
        sent(PRICE);
        captured();
        for (int attempt = 1; attempt <= 2; attempt++)
            world.captures.add(new Snapshot.Capture(
                    "pay:" + message + ":service:" + attempt, "ch_" + attempt, world.first, PRICE));
        assertThat(check())
                .extracting(Found::what)
                .containsExactlyInAnyOrder(
                        "message " + message + " was sent twice", "service " + message + " was captured 2 times");
    }

    private void sent(Money price) {
        world.add(MessageEvent.TOPIC, world.first, 1, sent(message, price));
    }

    private MessageEvent.MessageSent sent(MessageId id, @Nullable Money price) {
        return new MessageEvent.MessageSent(
                id,
                price == null ? MessageKind.RIDE : MessageKind.CONTACT,
                world.first,
                new Actor(Role.RIDER, world.rider.value()),
                new Actor(Role.DRIVER, world.driver.value()),
                price,
                World.T0,
                World.T0);
    }

    private void captured() {
        world.add(
                PaymentEvent.TOPIC,
                world.first,
                2,
                new PaymentEvent.ChargeCaptured(
                        charge, world.first, world.rider, Purpose.SERVICE, PRICE, "ch_1", World.T0));
    }

    private void givenBack(long cents) {
        world.add(
                PaymentEvent.TOPIC,
                world.first,
                2,
                new PaymentEvent.RefundMade(
                        RefundId.next(), charge, world.first, world.rider, Money.usd(cents), "re_1", World.T0));
    }

    private List<Found> check() {
        return MessagesPaid.check(world.snapshot());
    }
}

package io.tanda.history;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.history.Receipt;
import io.tanda.contract.history.ReceiptQuery;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.contract.payment.Purpose;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a receipt says, and to whom. */
@SuppressWarnings("NullAway.Init")
@Tag("G3")
final class ReceiptIT {
    private static final Actor OPERATOR = new Actor(Role.OPERATOR, UUID.randomUUID());
    private static final Actor RIDER = new Actor(Role.RIDER, Story.RIDER.value());

    private static Vertx vertx;
    private static Store store;

    private final Questions questions =
            new Questions(new RideRecords(store), new MyPages(store, new Heard()), new Receipts(store));

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        store = TestStore.open(vertx, "history");
    }

    @AfterAll
    static void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void fare_and_tip_are_told_with_why_and_when_they_were_paid() {
        Story story = told(Plot.PAID_IN_THE_END);
        assertThat(ask(RIDER, story, Story.RIDER))
                .isEqualTo(Reply.done(new Receipt(
                        story.ride,
                        Story.RIDER,
                        Story.DRIVER,
                        "SECOND",
                        Story.PICKUP,
                        Story.DROPOFF,
                        Scene.at(0),
                        Scene.at(210),
                        Scene.at(900),
                        5_000L,
                        Story.FARE,
                        Money.usd(50),
                        List.of(
                                new RideCharge(Purpose.FARE, Status.CAPTURED, Story.MONEY, Scene.at(933)),
                                new RideCharge(Purpose.TIP, Status.CAPTURED, Scene.BESIDE, Scene.at(938))),
                        List.of(Money.usd(1_550)),
                        null)));
    }

    @Test
    void a_fee_has_a_receipt_without_a_drive() {
        Story story = told(Plot.CANCELED);
        Receipt receipt = receipt(ask(OPERATOR, story, null));
        assertThat(receipt.fare()).isNull();
        assertThat(receipt.tax()).isNull();
        assertThat(receipt.droppedOffAt()).isNull();
        assertThat(receipt.charges())
                .containsExactly(
                        new RideCharge(Purpose.CANCELLATION_FEE, Status.CAPTURED, Scene.BESIDE, Scene.at(183)));
        assertThat(receipt.paid()).containsExactly(Scene.BESIDE);
    }

    @Test
    void what_is_owed_or_forgiven_is_not_paid_and_has_no_receipt() {
        for (Plot plot : List.of(Plot.NOBODY_CAME, Plot.LATE_AND_FORGIVEN))
            assertThat(refusal(ask(OPERATOR, told(plot), null))).as(plot.name()).isEqualTo(Refusal.STEP_NOT_ALLOWED);
    }

    @Test
    void somebody_elses_ride_is_not_there() {
        Story story = told(Plot.PAID_IN_CASH);
        RiderId other = RiderId.next();
        Actor another = new Actor(Role.RIDER, other.value());
        assertThat(refusal(ask(another, story, other))).isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(ask(another, story, Story.RIDER))).isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(ask(another, story, null))).isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(ask(new Actor(Role.DRIVER, Story.DRIVER.value()), story, null)))
                .isEqualTo(Refusal.NOT_FOUND);
        assertThat(receipt(ask(RIDER, story, Story.RIDER)).charges()).hasSize(1);
    }

    private static Story told(Plot plot) {
        Story story = new Story(plot);
        await(story.tellAtOnce(RideRows.commits(store)));
        return story;
    }

    private Reply<Receipt> ask(Actor who, Story story, @Nullable RiderId rider) {
        return await(questions.receipt(
                new Request<>(CommandId.next(), who, Story.NOON, null, null, new ReceiptQuery(story.ride, rider))));
    }

    private static Receipt receipt(Reply<Receipt> reply) {
        if (reply instanceof Reply.Done<Receipt> done) return done.value();
        throw new AssertionError(reply);
    }

    private static Refusal refusal(Reply<Receipt> reply) {
        if (reply instanceof Reply.Refused<Receipt> refused) return refused.refusal();
        throw new AssertionError(reply);
    }
}

package io.tanda.payment;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.Actor;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.FakeTables.Change.Charged;
import io.tanda.payment.FakeTables.Change.Refunded;
import io.tanda.payment.charge.application.Charges;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import io.tanda.payment.charge.outbound.MySqlCharges;
import io.tanda.payment.ledger.application.Ledger;
import io.tanda.payment.ledger.domain.Commission;
import io.tanda.payment.ledger.domain.Shares;
import io.tanda.payment.refund.application.Change;
import io.tanda.payment.refund.application.Refunds;
import io.tanda.payment.refund.domain.Decision;
import io.tanda.payment.refund.domain.Refund;
import io.tanda.payment.refund.domain.RefundAnswer;
import io.tanda.payment.refund.domain.RefundDecider;
import io.tanda.payment.refund.outbound.MySqlRefunds;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.platform.commit.Commits;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What payment's tables do: MariaDB and {@link FakeTables}, on which a city from a seed is built, do the same. Noon has come, and stays. */
@Tag("B3")
abstract class TablesContract {
    private static final int CHARGES = 60;
    private static final int INPUTS = 12;
    private static final String WHY = "the taxi was cold";

    private final Random random = new Random(11);

    abstract Charges charges();

    abstract Refunds refunds();

    abstract Ledger ledger();

    abstract Commits<FakeTables.Change> commits();

    /** Domain time, or null where there is no deadline. */
    abstract @Nullable Instant deadline(UUID aggregate, String kind);

    private Charge load(Claim claim) {
        return await(charges().load(claim.ride(), claim.purpose()));
    }

    private static @Nullable Charged decided(Charge before, ChargeInput input) {
        io.tanda.payment.charge.domain.Decision decision;
        try {
            decision = ChargeDecider.decide(before, input, Given.NOON);
        } catch (IllegalStateException contradiction) {
            return null;
        }
        return decision instanceof io.tanda.payment.charge.domain.Decision.Accepted accepted
                        && !(before instanceof Charge.None && accepted.events().isEmpty())
                ? new Charged(io.tanda.payment.charge.application.Change.of(before, accepted, Actor.SYSTEM, null))
                : null;
    }

    private Charged demanded(Claim claim) {
        Charged change = decided(new Charge.None(claim.driver()), Given.demanded(claim));
        if (change == null) throw new AssertionError("what is demanded is accepted");
        return change;
    }

    private static ChargeInput answered(GatewayAnswer answer) {
        return new ChargeInput.Answered(1, answer);
    }

    private Charge.Made captured(Claim claim, String reference) {
        await(commits().commit(demanded(claim)));
        Charged change = decided(load(claim), answered(new GatewayAnswer.Captured(reference)));
        if (change == null) throw new AssertionError("an answer is accepted");
        await(commits().commit(change));
        return change.change().after();
    }

    @Test
    void a_charge_is_read_as_it_was_written_in_each_of_its_states() {
        Set<Class<?>> seen = new HashSet<>();
        for (int i = 0; i < CHARGES; i++) {
            Claim claim = Given.newClaim();
            for (int n = 0; n < INPUTS; n++) {
                Charge before = load(claim).by(claim.driver());
                Charged change = decided(before, input(claim));
                if (change == null) continue;
                await(commits().commit(change));
                assertThat(load(claim)).isEqualTo(change.change().after());
                seen.add(change.change().after().getClass());
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(states(Charge.Made.class));
    }

    private static Collection<Class<?>> states(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .<Class<?>>flatMap(each -> each.isSealed() ? states(each).stream() : Stream.of(each))
                .toList();
    }

    private ChargeInput input(Claim claim) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> new ChargeInput.Demanded(claim, PaymentMethod.CARD);
            case 2 -> new ChargeInput.Demanded(claim, PaymentMethod.CASH);
            case 3 -> new ChargeInput.Withheld(claim);
            case 4, 5 -> answered(new GatewayAnswer.Captured("gw-" + claim.ride()));
            case 6 -> answered(new GatewayAnswer.Declined("no_money"));
            case 7 -> answered(new GatewayAnswer.NoAnswer("lost"));
            case 8 -> new ChargeInput.Due(Phase.CALLED);
            case 9 -> new ChargeInput.Tendered(PaymentMethod.CASH);
            case 10 -> new ChargeInput.WrittenOff("not worth a letter");
            default -> new ChargeInput.Retried(random.nextBoolean() ? PaymentMethod.CARD : PaymentMethod.CASH);
        };
    }

    @Test
    void who_was_slower_with_a_charge_is_stale_and_changes_nothing() {
        Claim claim = Given.newClaim();
        Charged first = demanded(claim);
        await(commits().commit(first));
        stale(first);
        Charge pending = load(claim);
        await(commits().commit(decided(pending, answered(new GatewayAnswer.Captured("gw-" + claim.ride())))));
        Charge captured = load(claim);
        stale(decided(pending, answered(new GatewayAnswer.Declined("no_money"))));
        assertThat(load(claim)).isEqualTo(captured);
    }

    private void stale(FakeTables.@Nullable Change change) {
        if (change == null) throw new AssertionError("it is decided");
        assertThatThrownBy(() -> await(commits().commit(change)))
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(CommitFailed.Stale.class),
                        thrown -> assertThat(thrown).hasCauseInstanceOf(CommitFailed.Stale.class));
    }

    @Test
    void a_charge_is_its_riders_and_of_its_purpose() {
        Claim claim = Given.newClaim();
        Charge.Made charge = captured(claim, "gw-" + claim.ride());
        assertThat(await(charges().find(claim.ride(), Purpose.FARE, null))).contains(charge);
        assertThat(await(charges().find(claim.ride(), Purpose.FARE, claim.rider())))
                .contains(charge);
        assertThat(await(charges().find(claim.ride(), Purpose.FARE, RiderId.next())))
                .isEmpty();
        assertThat(await(charges().find(claim.ride(), Purpose.TIP, claim.rider())))
                .isEmpty();
        assertThat(await(charges().load(claim.ride(), Purpose.TIP))).isEqualTo(new Charge.None());
    }

    @Test
    void a_charge_has_a_deadline_until_it_is_over() {
        Claim claim = Given.newClaim();
        UUID ride = claim.ride().value();
        String kind = MySqlCharges.deadlineKind(Purpose.FARE);
        await(commits().commit(demanded(claim)));
        assertThat(deadline(ride, kind)).isBetween(Given.NOON.plusSeconds(1), Given.NOON.plusSeconds(60));
        assertThat(deadline(ride, MySqlCharges.deadlineKind(Purpose.TIP))).isNull();
        await(commits().commit(decided(load(claim), answered(new GatewayAnswer.Captured("gw-" + claim.ride())))));
        assertThat(deadline(ride, kind)).isNull();
    }

    @Test
    void how_a_fare_was_divided_is_in_the_ledger() {
        Claim claim = Given.newClaim();
        captured(claim, "gw-" + claim.ride());
        assertThat(await(ledger().shares(claim.charge())))
                .contains(new Shares(claim.driver(), Commission.USUAL.of(claim.amount())));
        assertThat(await(ledger().shares(Given.newClaim().charge()))).isEmpty();
    }

    private Change asked(Charge.Made charge, List<Refund> before, @Nullable Long cents) {
        Decision decision = RefundDecider.ask(
                charge,
                before,
                await(ledger().shares(charge.claim().charge())).orElse(null),
                cents == null ? null : Money.usd(cents),
                WHY,
                RefundId.next(),
                Given.NOON);
        return change(null, decision);
    }

    private static Change change(@Nullable Refund before, Decision decision) {
        if (!(decision instanceof Decision.Accepted accepted)) throw new AssertionError(decision);
        return new Change(before, accepted.after(), accepted.events(), accepted.next(), Actor.SYSTEM, null);
    }

    private Refund written(Change change) {
        await(commits().commit(new Refunded(change)));
        Refund read = await(refunds().load(change.after().order().refund()));
        assertThat(read).isEqualTo(change.after());
        return read;
    }

    private static Change answered(Refund refund, RefundAnswer answer) {
        return change(refund, RefundDecider.answered(refund, answer, Phase.CALLED, Given.NOON));
    }

    @Test
    void a_refund_is_read_as_it_was_written_in_each_of_its_states_and_has_a_deadline_until_it_is_over() {
        Claim claim = Given.newClaim();
        Charge.Made charge = captured(claim, "gw-" + claim.ride());
        Refund first = written(asked(charge, List.of(), 333L));
        UUID id = first.order().refund().value();
        assertThat(deadline(id, MySqlRefunds.DEADLINE)).isAfter(Given.NOON);
        first = written(answered(first, new RefundAnswer.NoAnswer("lost")));
        first = written(answered(first, new RefundAnswer.Different("another amount")));
        assertThat(deadline(id, MySqlRefunds.DEADLINE)).isEqualTo(Given.NOON.plus(Duration.ofHours(1)));
        first = written(answered(first, new RefundAnswer.Made("back-" + id)));
        assertThat(deadline(id, MySqlRefunds.DEADLINE)).isNull();
        Refund second = written(asked(charge, List.of(first), 17L));
        second = written(answered(second, new RefundAnswer.Refused("card_closed")));
        Refund third = written(asked(charge, List.of(first, second), null));
        assertThat(await(refunds().of(claim.ride(), Purpose.FARE, null))).containsExactly(first, second, third);
        assertThat(await(refunds().of(claim.ride(), Purpose.FARE, claim.rider())))
                .containsExactly(first, second, third);
        assertThat(await(refunds().of(claim.ride(), Purpose.FARE, RiderId.next())))
                .isEmpty();
        assertThat(await(refunds().of(claim.ride(), Purpose.TIP, null))).isEmpty();
    }

    @Test
    void a_refund_says_whose_money_it_is() {
        Charge.Made fare = captured(Given.newClaim(), "gw-fare");
        Charge.Made fee = captured(of(Purpose.NO_SHOW_FEE), "gw-fee");
        Charge.Made tip = captured(of(Purpose.TIP), "gw-tip");
        for (Charge.Made charge : List.of(fare, fee, tip)) written(asked(charge, List.of(), null));
    }

    private static Claim of(Purpose purpose) {
        Claim claim = Given.newClaim();
        return new Claim(claim.ride(), claim.rider(), purpose, claim.amount(), null, claim.driver());
    }

    @Test
    void who_was_slower_with_a_refund_is_stale_and_changes_nothing() {
        Claim claim = Given.newClaim();
        Charge.Made charge = captured(claim, "gw-" + claim.ride());
        Change ask = asked(charge, List.of(), 100L);
        Change same = asked(charge, List.of(), 200L);
        Refund asked = written(ask);
        stale(new Refunded(same));
        assertThat(await(refunds().of(claim.ride(), Purpose.FARE, null))).containsExactly(asked);
        Refund tried = written(answered(asked, new RefundAnswer.NoAnswer("lost")));
        stale(new Refunded(answered(asked, new RefundAnswer.NoAnswer("lost too"))));
        stale(new Refunded(answered(asked, new RefundAnswer.Made("back"))));
        assertThat(await(refunds().load(asked.order().refund()))).isEqualTo(tried);
    }

    @Test
    void what_was_never_asked_for_is_no_refund() {
        assertThatThrownBy(() -> await(refunds().load(RefundId.next()))).hasStackTraceContaining("no refund");
    }
}

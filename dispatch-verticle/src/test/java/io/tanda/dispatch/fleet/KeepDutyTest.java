package io.tanda.dispatch.fleet;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Duty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeepDutyTest {
    private static final Instant NOON = Instant.parse("2013-01-02T17:00:00.123456789Z");
    private static final DriverId MARY = DriverId.next();
    private static final DriverId JOE = DriverId.next();

    private final FakeRegister register = new FakeRegister();
    private final KeepDuty duty = new KeepDuty(register.commits, register, new FakeRegister.Nowhere());
    private final TaxiId taxi = register.taxi("4A11");

    KeepDutyTest() {
        register.driver(MARY);
        register.driver(JOE);
    }

    private Reply<Duty> set(CommandId id, DriverId driver, boolean on, @Nullable TaxiId with) {
        Duty.Set wish = new Duty.Set(driver, on, with);
        return await(duty.set(new Request<>(id, Actor.SYSTEM, NOON, wish.toString(), null, wish)));
    }

    private static void refused(Reply<?> reply, Refusal refusal) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }

    private static Duty done(Reply<Duty> reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<Duty>) reply).value();
    }

    @Test
    void a_driver_goes_on_duty_with_a_taxi_and_off_again() {
        Duty on = done(set(CommandId.next(), MARY, true, taxi));
        assertThat(on.state()).isEqualTo(Duty.State.NON_CONTACTABLE);
        assertThat(on.plate()).isEqualTo("4A11");
        assertThat(on.since()).as("to the microsecond, as it is stored").isEqualTo(NOON.minusNanos(789));
        assertThat(done(set(CommandId.next(), MARY, false, null)).state()).isEqualTo(Duty.State.NON_OPERATIONAL);
    }

    @Test
    void a_repeated_wish_is_answered_as_the_first_time_also_when_there_was_nothing_to_do() {
        CommandId on = CommandId.next();
        CommandId again = CommandId.next();
        Duty first = done(set(on, MARY, true, taxi));
        assertThat(set(again, MARY, true, taxi)).isEqualTo(Reply.done(first));
        done(set(CommandId.next(), MARY, false, null));
        assertThat(set(on, MARY, true, taxi)).isEqualTo(Reply.replayed(first));
        assertThat(set(again, MARY, true, taxi)).isEqualTo(Reply.replayed(first));
        assertThat(register.dutyOf(MARY)).isEmpty();
    }

    @Test
    void during_a_ride_nobody_goes_home_but_a_repetition_gets_its_answer() {
        done(set(CommandId.next(), MARY, true, taxi));
        CommandId off = CommandId.next();
        Duty home = done(set(off, MARY, false, null));
        done(set(CommandId.next(), MARY, true, taxi));
        register.onRide(MARY, RideId.next());
        refused(set(CommandId.next(), MARY, false, null), Refusal.DRIVER_ALREADY_ON_RIDE);
        assertThat(set(off, MARY, false, null)).isEqualTo(Reply.replayed(home));
    }

    @Test
    void a_taxi_has_one_driver() {
        done(set(CommandId.next(), MARY, true, taxi));
        refused(set(CommandId.next(), JOE, true, taxi), Refusal.TAXI_IN_USE);
    }

    @Test
    void who_was_overtaken_decides_again() {
        register.commits.beforeNextCommit(() -> done(set(CommandId.next(), MARY, true, taxi)));
        assertThat(done(set(CommandId.next(), MARY, true, taxi)).taxi()).isEqualTo(taxi);
        assertThat(register.commits.committed()).hasSize(1);
    }

    @Test
    void what_cannot_be_is_refused() {
        refused(set(CommandId.next(), MARY, true, null), Refusal.INVALID);
        refused(set(CommandId.next(), MARY, true, TaxiId.next()), Refusal.NOT_FOUND);
        refused(set(CommandId.next(), DriverId.next(), true, taxi), Refusal.NOT_FOUND);
        CommandId id = CommandId.next();
        done(set(id, MARY, true, taxi));
        refused(set(id, JOE, true, taxi), Refusal.IDEMPOTENCY_KEY_REUSED);
    }
}

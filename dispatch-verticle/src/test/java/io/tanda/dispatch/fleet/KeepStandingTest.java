package io.tanda.dispatch.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Fleet.Standing;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("G2")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeepStandingTest {
    private static final Actor OPERATOR = new Actor(Role.OPERATOR, new UUID(0, 7));

    private final FakeRegister register = new FakeRegister();
    private final KeepStanding standing = new KeepStanding(register.commits, register, register);
    private final KeepDuty duty = new KeepDuty(register.commits, register, new FakeRegister.Nowhere());
    private final DriverId mary = DriverId.next();
    private final TaxiId taxi = register.taxi("4A11");

    @BeforeEach
    void onDuty() {
        register.driver(mary);
        done(goOn());
    }

    @Test
    void who_is_suspended_goes_off_duty_and_stays_off_until_he_is_taken_back() {
        done(driver(Standing.SUSPENDED));
        assertThat(register.dutyOf(mary)).isEmpty();
        refused(goOn(), Refusal.SUSPENDED);
        done(driver(Standing.ACTIVE));
        done(goOn());
        assertThat(register.commits.acts())
                .extracting(Audit.Entry::act)
                .containsExactly("suspend-driver", "reinstate-driver");
        assertThat(register.commits.acts()).extracting(Audit.Entry::about).containsOnly(mary.value());
    }

    @Test
    void who_is_on_a_ride_drives_it_to_its_end_and_is_not_removed_before() {
        register.onRide(mary, RideId.next());
        refused(driver(Standing.REMOVED), Refusal.DRIVER_ALREADY_ON_RIDE);
        done(driver(Standing.SUSPENDED));
        assertThat(register.dutyOf(mary)).contains(taxi);
    }

    @Test
    void who_is_removed_is_in_the_fleet_no_more() {
        done(driver(Standing.REMOVED));
        refused(goOn(), Refusal.NOT_FOUND);
    }

    @Test
    void a_taxi_that_is_suspended_takes_its_driver_off_duty_and_nobody_takes_it_out() {
        done(taxi(Standing.SUSPENDED));
        assertThat(register.dutyOf(mary)).isEmpty();
        refused(goOn(), Refusal.SUSPENDED);
        done(taxi(Standing.REMOVED));
        refused(goOn(), Refusal.NOT_FOUND);
        done(taxi(Standing.ACTIVE));
        done(goOn());
    }

    @Test
    void a_taxi_on_a_ride_is_not_removed() {
        register.onRide(mary, RideId.next());
        refused(taxi(Standing.REMOVED), Refusal.TAXI_IN_USE);
        done(taxi(Standing.SUSPENDED));
        assertThat(register.dutyOf(mary)).contains(taxi);
    }

    @Test
    void nobody_knows_who_is_not_there() {
        refused(
                standing.driver(request(new Fleet.SetDriverStanding(DriverId.next(), Standing.SUSPENDED, "why")))
                        .result(),
                Refusal.NOT_FOUND);
        refused(
                standing.taxi(request(new Fleet.SetTaxiStanding(TaxiId.next(), Standing.SUSPENDED, "why")))
                        .result(),
                Refusal.NOT_FOUND);
    }

    private Reply<Fleet.DriverStanding> driver(Standing wish) {
        return standing.driver(request(new Fleet.SetDriverStanding(mary, wish, "his licence has run out")))
                .result();
    }

    private Reply<Fleet.TaxiStanding> taxi(Standing wish) {
        return standing.taxi(request(new Fleet.SetTaxiStanding(taxi, wish, "its brakes")))
                .result();
    }

    private Reply<Duty> goOn() {
        return duty.set(request(new Duty.Set(mary, true, taxi))).result();
    }

    private static <C> Request<C> request(C body) {
        return new Request<>(CommandId.next(), OPERATOR, Instant.EPOCH, null, null, body);
    }

    private static void done(Reply<?> reply) {
        assertThat(reply).isInstanceOf(Reply.Done.class);
    }

    private static void refused(Reply<?> reply, Refusal refusal) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }
}

package io.tanda.dispatch.fleet;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Fleet;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KeepFleetTest {
    private final FakeRegister register = new FakeRegister();
    private final KeepFleet fleet = new KeepFleet(register.commits, register);

    private static <C> Request<C> request(CommandId id, C body) {
        return new Request<>(id, Actor.SYSTEM, Instant.EPOCH, body.toString(), null, body);
    }

    private Reply<Fleet.Driver> driver(CommandId id, DriverId driver, String name) {
        return await(fleet.registerDriver(request(id, new Fleet.RegisterDriver(driver, name, null))));
    }

    private Reply<Fleet.Taxi> taxi(TaxiId taxi, String plate, int seats) {
        return await(fleet.registerTaxi(request(CommandId.next(), new Fleet.RegisterTaxi(taxi, plate, seats))));
    }

    private static void refused(Reply<?> reply, Refusal refusal) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class, no -> assertThat(no.refusal()).isEqualTo(refusal));
    }

    @Test
    void putting_an_entry_again_changes_it_and_repeating_does_not() {
        DriverId mary = DriverId.next();
        CommandId first = CommandId.next();
        assertThat(driver(first, mary, "Mary"))
                .isEqualTo(Reply.done(new Fleet.Driver(mary, "Mary", null, Fleet.Standing.ACTIVE)));
        assertThat(driver(CommandId.next(), mary, "Mary Smith"))
                .isEqualTo(Reply.done(new Fleet.Driver(mary, "Mary Smith", null, Fleet.Standing.ACTIVE)));
        assertThat(driver(first, mary, "Mary"))
                .isEqualTo(Reply.replayed(new Fleet.Driver(mary, "Mary", null, Fleet.Standing.ACTIVE)));
        assertThat(register.nameOf(mary)).contains("Mary Smith");
    }

    @Test
    void of_two_who_register_the_same_at_once_the_later_changes_it() {
        DriverId mary = DriverId.next();
        register.commits.beforeNextCommit(() -> register.driver(mary));
        assertThat(driver(CommandId.next(), mary, "Mary Smith")).isInstanceOf(Reply.Done.class);
        assertThat(register.nameOf(mary)).contains("Mary Smith");
    }

    @Test
    void a_plate_is_on_one_taxi() {
        TaxiId one = TaxiId.next();
        assertThat(taxi(one, "4A11", 4)).isEqualTo(Reply.done(new Fleet.Taxi(one, "4A11", 4, Fleet.Standing.ACTIVE)));
        refused(taxi(TaxiId.next(), "4A11", 4), Refusal.PLATE_IN_USE);
        assertThat(taxi(one, "4A11", 6)).isEqualTo(Reply.done(new Fleet.Taxi(one, "4A11", 6, Fleet.Standing.ACTIVE)));
    }

    @Test
    void nonsense_is_refused_and_a_key_is_for_one_request() {
        refused(driver(CommandId.next(), DriverId.next(), " "), Refusal.INVALID);
        refused(taxi(TaxiId.next(), "", 4), Refusal.INVALID);
        refused(taxi(TaxiId.next(), "4A11", 0), Refusal.INVALID);
        CommandId id = CommandId.next();
        DriverId mary = DriverId.next();
        assertThat(driver(id, mary, "Mary")).isInstanceOf(Reply.Done.class);
        refused(driver(id, mary, "Joe"), Refusal.IDEMPOTENCY_KEY_REUSED);
        refused(driver(id, mary, ""), Refusal.IDEMPOTENCY_KEY_REUSED);
    }
}

package io.tanda.dispatch.fleet;

import io.tanda.contract.Phone;
import io.tanda.platform.store.Unit;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a change of the register is in its tables. */
public final class FleetRows {
    /** Taken only where two have registered the same at once. */
    public static final Set<String> RACED = Set.of("PRIMARY");

    private FleetRows() {}

    public static void write(Unit.Builder unit, FleetChange change) {
        switch (change) {
            case FleetChange.DriverRegistered registered -> register(unit, registered);
            case FleetChange.TaxiRegistered registered -> register(unit, registered);
            case FleetChange.DutySet set ->
                unit.change(
                        FleetSql.SET_DUTY,
                        set.taxi(),
                        set.since(),
                        set.driver().id(),
                        set.driver().version());
            case FleetChange.DriverStands stands ->
                unit.change(
                        FleetSql.SET_STANDING,
                        stands.standing(),
                        stands.taxi(),
                        stands.since(),
                        stands.driver().id(),
                        stands.driver().version());
            case FleetChange.TaxiStands stands -> {
                unit.run(FleetSql.SET_TAXI_STANDING, stands.standing(), stands.taxi());
                Driver off = stands.off();
                if (off != null) unit.change(FleetSql.SET_DUTY, null, stands.at(), off.id(), off.version());
            }
        }
    }

    private static void register(Unit.Builder unit, FleetChange.DriverRegistered registered) {
        var entry = registered.entry();
        if (registered.known())
            unit.change(FleetSql.CHANGE_DRIVER, entry.name(), number(entry.phone()), entry.driver());
        else
            unit.insert(FleetSql.DRIVER, entry.driver(), entry.name(), number(entry.phone()), null, registered.at(), 1);
    }

    private static @Nullable String number(@Nullable Phone phone) {
        return phone == null ? null : phone.number();
    }

    private static void register(Unit.Builder unit, FleetChange.TaxiRegistered registered) {
        var entry = registered.entry();
        if (registered.known()) unit.change(FleetSql.CHANGE_TAXI, entry.plate(), entry.seats(), entry.taxi());
        else unit.insert(FleetSql.TAXI, entry.taxi(), entry.plate(), entry.seats());
    }
}

package io.tanda.web.dispatch;

import static io.tanda.web.json.Fields.flag;
import static io.tanda.web.json.Fields.instant;
import static io.tanda.web.json.Fields.list;
import static io.tanda.web.json.Fields.object;
import static io.tanda.web.json.Fields.oneOf;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.that;
import static io.tanda.web.json.Fields.uuid;
import static io.tanda.web.json.Fields.whole;

import io.tanda.contract.AbortReason;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.web.json.Amounts;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import io.tanda.web.json.PaymentMethods;
import io.tanda.web.json.People;
import io.tanda.web.json.Places;
import io.tanda.web.json.Places.Degrees;
import io.tanda.web.json.WireNames;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Dispatch's request bodies: what the contract's schemas say, as code. A test compares the two. */
final class DispatchBodies {
    private static final int DRIVER_NAME_MAX_CHARACTERS = 80;
    private static final int PLATE_MAX_CHARACTERS = 16;
    /** Further than any taxi drives with one passenger: around the earth. */
    private static final long MAX_METERS = 40_000_000;

    private record Fix(Degrees degrees, Field<Instant> at) {}

    private record TaxiFix(DriverId driver, Fix fix) {}

    private static final Kind<Fix> FIX = that(
            object(fields -> {
                Supplier<Degrees> degrees = Places.degrees(fields);
                Field<Instant> at = fields.optional("at", instant());
                return () -> new Fix(degrees.get(), at);
            }),
            fix -> fix.degrees().flaw());

    private static final Kind<TaxiFix> TAXI_FIX = that(
            object(fields -> {
                Field<UUID> driver = fields.required("driver", uuid());
                Supplier<Degrees> degrees = Places.degrees(fields);
                Field<Instant> at = fields.optional("at", instant());
                return () -> new TaxiFix(new DriverId(driver.get()), new Fix(degrees.get(), at));
            }),
            taxi -> taxi.fix().degrees().flaw());

    private static final Kind<Fare.Told> TOLD_FARE = object(fields -> {
        Field<Fare.Basis> basis = fields.required(
                "basis", oneOf(new TreeMap<>(Map.of("agreed", Fare.Basis.AGREED, "meter", Fare.Basis.METER))));
        Field<Money> amount = fields.required("amount", Amounts.MONEY);
        return () -> new Fare.Told(basis.get(), amount.get());
    });

    private static final Kind<Fare.Extra> EXTRA = object(fields -> {
        Field<String> code = fields.required("code", text(1, Fare.CODE_MAX_CHARACTERS));
        Field<Money> amount = fields.required("amount", Amounts.MONEY);
        return () -> new Fare.Extra(code.get(), amount.get());
    });

    private static final Map<String, ArrivalReason> ARRIVAL_REASONS =
            WireNames.of(ArrivalReason.values(), ArrivalReason::wireName);

    private static final Map<String, AbortReason> ABORT_REASONS =
            WireNames.of(AbortReason.values(), AbortReason::wireName);

    private DispatchBodies() {}

    /** {@code DutyChange} */
    static Decoded<Duty.Set> duty(Buffer body, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<Boolean> onDuty = fields.required("onDuty", flag());
            Field<UUID> taxi = fields.optional("taxi", uuid());
            return () -> {
                UUID id = taxi.orNull();
                return new Duty.Set(driver, onDuty.get(), id == null ? null : new TaxiId(id));
            };
        });
    }

    /** {@code Track}: one driver's own positions. */
    static Decoded<Positions.Report> track(Buffer body, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<List<Fix>> fixes = fields.required("fixes", list(1, Positions.MAX_FIXES, FIX));
            return () -> new Positions.Report(
                    fixes.get().stream().map(fix -> fix(driver, fix)).toList());
        });
    }

    /** {@code FleetPositions}: many taxis' positions. */
    static Decoded<Positions.Report> fleetPositions(Buffer body) {
        return Fields.read(body, fields -> {
            Field<List<TaxiFix>> fixes = fields.required("fixes", list(1, Positions.MAX_FIXES, TAXI_FIX));
            return () -> new Positions.Report(fixes.get().stream()
                    .map(taxi -> fix(taxi.driver(), taxi.fix()))
                    .toList());
        });
    }

    /** {@code Arrival} */
    static Decoded<RideCommand.Arrive> arrive(Buffer body, RideId ride, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<ArrivalReason> reason = fields.optional("reason", oneOf(ARRIVAL_REASONS));
            return () -> new RideCommand.Arrive(ride, driver, reason.orNull());
        });
    }

    /** {@code DropOff} */
    static Decoded<RideCommand.DropOff> dropOff(Buffer body, RideId ride, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<GeoPoint> where = fields.optional("where", Places.POINT);
            Field<Long> meters = fields.optional("meters", whole(0, MAX_METERS));
            Field<Fare.Told> fare = fields.optional("fare", TOLD_FARE);
            Field<List<Fare.Extra>> extras = fields.optional("extras", list(0, Fare.MAX_EXTRAS, EXTRA));
            Field<PaymentMethod> tender = fields.optional("tender", PaymentMethods.TENDER);
            return () -> new RideCommand.DropOff(
                    ride, driver, where.orNull(), meters.orNull(), fare.orNull(), extras.orNull(), tender.orNull());
        });
    }

    /** {@code Abort} */
    static Decoded<RideCommand.Abort> abort(Buffer body, RideId ride, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<AbortReason> reason = fields.required("reason", oneOf(ABORT_REASONS));
            Field<GeoPoint> where = fields.optional("where", Places.POINT);
            Field<Long> meters = fields.optional("meters", whole(0, MAX_METERS));
            Field<Fare.Told> fare = fields.optional("fare", TOLD_FARE);
            Field<List<Fare.Extra>> extras = fields.optional("extras", list(0, Fare.MAX_EXTRAS, EXTRA));
            return () -> new RideCommand.Abort(
                    ride, driver, reason.get(), where.orNull(), meters.orNull(), fare.orNull(), extras.orNull());
        });
    }

    /** {@code GiveBack} */
    static Decoded<RideCommand.GiveBack> giveBack(Buffer body, RideId ride, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<String> reason = fields.required("reason", text(1, RideCommand.REASON_MAX_CHARACTERS));
            return () -> new RideCommand.GiveBack(ride, driver, reason.get());
        });
    }

    /** {@code DriverEntry} */
    static Decoded<Fleet.RegisterDriver> driver(Buffer body, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<String> name = fields.required("name", text(1, DRIVER_NAME_MAX_CHARACTERS));
            Field<Phone> phone = fields.optional("phone", People.PHONE);
            return () -> new Fleet.RegisterDriver(driver, name.get(), phone.orNull());
        });
    }

    /** {@code TaxiEntry} */
    static Decoded<Fleet.RegisterTaxi> taxi(Buffer body, TaxiId taxi) {
        return Fields.read(body, fields -> {
            Field<String> plate = fields.required("plate", text(1, PLATE_MAX_CHARACTERS));
            Field<Long> seats = fields.required("seats", whole(1, Fleet.MAX_SEATS));
            return () -> new Fleet.RegisterTaxi(taxi, plate.get(), seats.get().intValue());
        });
    }

    private static Positions.Fix fix(DriverId driver, Fix fix) {
        return new Positions.Fix(
                driver, fix.degrees().lat(), fix.degrees().lng(), fix.at().orNull());
    }
}

package io.tanda.web.desk;

import static io.tanda.web.json.Fields.instant;
import static io.tanda.web.json.Fields.oneOf;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.uuid;
import static io.tanda.web.json.Fields.whole;
import static io.tanda.web.json.Places.PLACE;

import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.booking.Revocations;
import io.tanda.contract.bus.Act;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.RideDesk;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.PaymentMethods;
import io.tanda.web.json.People;
import io.tanda.web.json.Places;
import io.tanda.web.json.WireNames;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The desk's request bodies: what the contract's schemas say, as code. A test compares the two. */
final class DeskBodies {
    /** Further than any taxi drives with one passenger: around the earth. */
    private static final long MAX_METERS = 40_000_000;

    private static final Map<String, AbortReason> ABORT_REASONS =
            WireNames.of(AbortReason.values(), AbortReason::wireName);

    private static final Map<String, Fleet.Standing> STANDINGS =
            WireNames.of(Fleet.Standing.values(), Fleet.Standing::wireName);

    private DeskBodies() {}

    /** {@code Assignment} */
    static Decoded<RideDesk> assign(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<UUID> driver = fields.required("driver", uuid());
            Field<String> reason = reason(fields);
            return () -> new RideDesk.Assign(ride, new DriverId(driver.get()), reason.get());
        });
    }

    /** {@code Reasoned} */
    static Decoded<RideDesk> noShow(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<String> reason = reason(fields);
            return () -> new RideDesk.MarkNoShow(ride, reason.get());
        });
    }

    /** {@code DeskEnd} */
    static Decoded<RideDesk> end(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<GeoPoint> where = fields.optional("where", Places.POINT);
            Field<Long> meters = fields.optional("meters", whole(0, MAX_METERS));
            Field<String> reason = reason(fields);
            return () -> new RideDesk.End(ride, where.orNull(), meters.orNull(), reason.get());
        });
    }

    /** {@code DeskAbort} */
    static Decoded<RideDesk> abort(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<AbortReason> why = fields.required("why", oneOf(ABORT_REASONS));
            Field<GeoPoint> where = fields.optional("where", Places.POINT);
            Field<Long> meters = fields.optional("meters", whole(0, MAX_METERS));
            Field<String> reason = reason(fields);
            return () -> new RideDesk.Abort(ride, why.get(), where.orNull(), meters.orNull(), reason.get());
        });
    }

    /** {@code CallerBooking} */
    static Decoded<BookingDesk> book(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<Phone> phone = fields.required("phone", People.PHONE);
            Field<Place> pickup = fields.required("pickup", PLACE);
            Field<Place> dropoff = fields.required("dropoff", PLACE);
            Field<Long> passengers = fields.required("passengers", whole(1, BookingCommand.MAX_PASSENGERS));
            Field<PaymentMethod> paymentMethod = fields.required("paymentMethod", PaymentMethods.ANY);
            Field<Long> searchSeconds = fields.optional(
                    "searchSeconds", whole(BookingCommand.MIN_SEARCH_SECONDS, BookingCommand.MAX_SEARCH_SECONDS));
            Field<Instant> pickupAt = fields.optional("pickupAt", instant());
            Field<String> reason = reason(fields);
            return () -> new BookingDesk.Book(
                    ride,
                    phone.get(),
                    pickup.get(),
                    dropoff.get(),
                    passengers.get().intValue(),
                    paymentMethod.get(),
                    searchSeconds.or((long) BookingCommand.SEARCH_SECONDS).intValue(),
                    pickupAt.orNull(),
                    reason.get());
        });
    }

    /** {@code Reasoned} */
    static Decoded<BookingDesk> cancel(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<String> reason = reason(fields);
            return () -> new BookingDesk.Cancel(ride, reason.get());
        });
    }

    /** {@code StandingChange} */
    static Decoded<Fleet.SetDriverStanding> driverStanding(Buffer body, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<Fleet.Standing> standing = fields.required("standing", oneOf(STANDINGS));
            Field<String> reason = reason(fields);
            return () -> new Fleet.SetDriverStanding(driver, standing.get(), reason.get());
        });
    }

    /** {@code StandingChange} */
    static Decoded<Fleet.SetTaxiStanding> taxiStanding(Buffer body, TaxiId taxi) {
        return Fields.read(body, fields -> {
            Field<Fleet.Standing> standing = fields.required("standing", oneOf(STANDINGS));
            Field<String> reason = reason(fields);
            return () -> new Fleet.SetTaxiStanding(taxi, standing.get(), reason.get());
        });
    }

    /** {@code Reasoned} */
    static Decoded<Revocations.Revoke> revoke(Buffer body, UUID subject) {
        return Fields.read(body, fields -> {
            Field<String> reason = reason(fields);
            return () -> new Revocations.Revoke(subject, reason.get());
        });
    }

    private static Field<String> reason(Fields fields) {
        return fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
    }
}

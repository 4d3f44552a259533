package io.tanda.web.booking;

import static io.tanda.web.json.Fields.instant;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.uuid;
import static io.tanda.web.json.Fields.whole;
import static io.tanda.web.json.Places.PLACE;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.Person;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.web.json.Amounts;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.PaymentMethods;
import io.tanda.web.json.People;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Booking's request bodies: what the contract's schemas say, as code. A test compares the two. */
final class BookingBodies {
    private BookingBodies() {}

    /** {@code BookingRequest} */
    static Decoded<BookingCommand.RequestRide> booking(Buffer body, RideId ride, RiderId rider) {
        return Fields.read(body, fields -> {
            Field<Place> pickup = fields.required("pickup", PLACE);
            Field<Place> dropoff = fields.required("dropoff", PLACE);
            Field<Long> passengers = fields.required("passengers", whole(1, BookingCommand.MAX_PASSENGERS));
            Field<PaymentMethod> paymentMethod = fields.required("paymentMethod", PaymentMethods.ANY);
            Field<Long> searchSeconds = fields.optional(
                    "searchSeconds", whole(BookingCommand.MIN_SEARCH_SECONDS, BookingCommand.MAX_SEARCH_SECONDS));
            Field<Instant> pickupAt = fields.optional("pickupAt", instant());
            Field<Person> person = fields.optional("person", People.PERSON);
            Field<UUID> paymentMethodId = fields.optional("paymentMethodId", uuid());
            return () -> new BookingCommand.RequestRide(
                    ride,
                    rider,
                    pickup.get(),
                    dropoff.get(),
                    passengers.get().intValue(),
                    paymentMethod.get(),
                    searchSeconds.or((long) BookingCommand.SEARCH_SECONDS).intValue(),
                    pickupAt.orNull(),
                    person.orNull(),
                    paymentMethodId.orNull() == null ? null : new MethodId(paymentMethodId.get()));
        });
    }

    /** {@code Cancellation} */
    static Decoded<BookingCommand.CancelBooking> cancellation(
            Buffer body, RideId ride, RiderId rider, @Nullable List<Integer> ifVersionIn) {
        return Fields.read(body, fields -> {
            Field<String> reason = fields.optional("reason", text(1, BookingCommand.REASON_MAX_CHARACTERS));
            Field<Money> feeUpTo = fields.optional("feeUpTo", Amounts.MONEY);
            return () -> new BookingCommand.CancelBooking(ride, rider, reason.orNull(), ifVersionIn, feeUpTo.orNull());
        });
    }
}

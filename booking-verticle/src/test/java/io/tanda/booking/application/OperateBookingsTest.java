package io.tanda.booking.application;

import static io.tanda.booking.domain.Evening.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.areas.ServiceAreas;
import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R17")
@Tag("G2")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OperateBookingsTest {
    private static final Actor OPERATOR = new Actor(Role.OPERATOR, Id.next());

    private final FakeBookings bookings = new FakeBookings();
    private final Map<Phone, RiderId> callers = new HashMap<>();
    private final OperateBookings operators = new OperateBookings(
            bookings,
            bookings.commits,
            Policies.USUAL,
            new HandleBookingCommand(
                    bookings,
                    bookings.commits,
                    Policies.USUAL,
                    new Admission(
                            ServiceAreas.EVERYWHERE,
                            AdmissionPolicy.USUAL,
                            DomainClock.real(),
                            new SimpleMeterRegistry(),
                            told -> {})),
            phone -> Future.succeededFuture(callers.computeIfAbsent(phone, first -> RiderId.next())));

    @Test
    void a_booking_is_canceled_with_a_reason_that_stays_at_the_desk() {
        bookings.requested();
        bookings.happened(RIDE, driverAssigned(30));
        CommandId id = CommandId.next();
        BookingView view = done(ask(id, OPERATORS_CANCEL));
        assertThat(view.status()).isEqualTo(RideStatus.CANCEL_PENDING);
        assertThat(view.reason()).isNull();
        assertThat(ask(id, OPERATORS_CANCEL)).isEqualTo(Reply.replayed(view));
        assertThat(bookings.commits.events()).endsWith(cancelRequestedByOperator(40));
        assertThat(bookings.commits.acts()).singleElement().satisfies(act -> {
            assertThat(act.act()).isEqualTo("cancel-booking");
            assertThat(act.by()).isEqualTo(OPERATOR);
            assertThat(act.about()).isEqualTo(RIDE.value());
            assertThat(act.reason()).isEqualTo(OPERATORS_CANCEL.reason());
        });
    }

    @Test
    void what_cannot_be_canceled_is_said_so_and_nothing_is_written_down() {
        assertThat(refused(ask(CommandId.next(), new BookingDesk.Cancel(RideId.next(), "a hoax"))))
                .isEqualTo(Refusal.NOT_FOUND);
        bookings.requested();
        bookings.happened(RIDE, driverAssigned(10), rideStarted(20));
        assertThat(refused(ask(CommandId.next(), OPERATORS_CANCEL))).isEqualTo(Refusal.RIDE_ALREADY_STARTED);
        assertThat(refused(ask(CommandId.next(), new BookingDesk.Cancel(RIDE, ""))))
                .isEqualTo(Refusal.INVALID);
        assertThat(bookings.commits.acts()).isEmpty();
        assertThat(bookings.commits.events()).noneMatch(BookingEvent.CancelRequested.class::isInstance);
    }

    @Test
    void who_calls_again_from_the_same_number_is_the_same_rider() {
        CommandId id = CommandId.next();
        BookingDesk.Book first = book("+12125550123", "he called");
        BookingView booked = done(ask(id, first));
        assertThat(booked.status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(booked.id()).isEqualTo(first.ride());
        assertThat(ask(id, first)).isEqualTo(Reply.replayed(booked));
        assertThat(done(ask(CommandId.next(), book("+12125550123", "he called again")))
                        .rider())
                .isEqualTo(booked.rider());
        assertThat(done(ask(CommandId.next(), book("+12125550199", "she called")))
                        .rider())
                .isNotEqualTo(booked.rider());
        assertThat(bookings.commits.acts())
                .extracting(Audit.Entry::act)
                .containsExactly("book-for-caller", "book-for-caller", "book-for-caller");
    }

    @Test
    void nobody_is_booked_for_without_a_reason() {
        assertThat(refused(ask(CommandId.next(), book("+12125550123", " ")))).isEqualTo(Refusal.INVALID);
        assertThat(bookings.commits.events()).isEmpty();
    }

    @Test
    void a_number_says_nothing_where_it_might_be_logged() {
        assertThat(book("+12125550123", "he called").toString()).doesNotContain("5550123");
    }

    private static BookingDesk.Book book(String phone, String reason) {
        return new BookingDesk.Book(
                RideId.next(), new Phone(phone), PICKUP, DROPOFF, 1, PaymentMethod.CASH, 60, null, reason);
    }

    private Reply<BookingView> ask(CommandId id, BookingDesk command) {
        return operators
                .handle(new Request<>(id, OPERATOR, at(40), command.toString(), null, command))
                .result();
    }

    private static BookingView done(Reply<BookingView> reply) {
        if (reply instanceof Reply.Done<BookingView> done) return done.value();
        throw new AssertionError(reply);
    }

    private static Refusal refused(Reply<BookingView> reply) {
        if (reply instanceof Reply.Refused<BookingView> refused) return refused.refusal();
        throw new AssertionError(reply);
    }
}

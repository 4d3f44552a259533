package io.tanda.booking.application;

import static io.tanda.booking.domain.Evening.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.areas.ServiceAreas;
import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.booking.domain.MethodPolicy;
import io.tanda.booking.domain.Payer;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.MethodId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingCommand.CancelBooking;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.MethodKind;
import io.tanda.platform.bus.AskFailed;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class HandleBookingCommandTest {
    private final FakeBookings bookings = new FakeBookings();
    private final Admission admission = new Admission(
            ServiceAreas.EVERYWHERE, AdmissionPolicy.USUAL, DomainClock.real(), new SimpleMeterRegistry(), told -> {});
    private final HandleBookingCommand commands =
            new HandleBookingCommand(bookings, bookings.commits, Policies.USUAL, admission);
    private Payer payer = Payer.NOBODY;
    /** As payment itself has it. */
    private Future<Payer> registered = Future.succeededFuture(Payer.NOBODY);

    private final HandleBookingCommand demanding = new HandleBookingCommand(
            bookings,
            bookings.commits,
            Policies.USUAL,
            admission,
            new MethodPolicy(true),
            rider -> Future.succeededFuture(payer),
            rider -> registered);

    @Test
    void a_request_is_kept_without_reading_anything() {
        BookingView view = done(ask(CommandId.next(), "f", REQUEST, 0)).value();
        assertThat(view.status()).isEqualTo(RideStatus.REQUESTED);
        assertThat(view.version()).isEqualTo(1);
        assertThat(view.pickup()).isEqualTo(PICKUP);
        assertThat(view.searchUntil()).isEqualTo(at(60));
        assertThat(bookings.reads).isZero();
        assertThat(bookings.commits.events()).containsExactly(requested());
        assertThat(bookings.deadline(RIDE)).contains(at(59));
    }

    @Test
    @Tag("C0")
    void where_a_method_is_required_a_request_by_card_without_one_is_refused_and_one_with_it_names_it() {
        CommandId id = CommandId.next();
        assertThat(refused(demand(id))).isEqualTo(Refusal.NO_PAYMENT_METHOD);
        assertThat(bookings.commits.events()).isEmpty();
        MethodId card = MethodId.next();
        payer = new Payer(Map.of(card, MethodKind.CARD), card);
        BookingView view = done(demand(id)).value();
        assertThat(view.paymentMethodId()).isEqualTo(card);
        assertThat(bookings.commits.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        BookingEvent.RideRequested.class,
                        event -> assertThat(event.paymentMethodId()).isEqualTo(card));
        payer = Payer.NOBODY;
        assertThat(done(demand(id)).replayed()).as("it was let in").isTrue();
    }

    @Test
    @Tag("C0")
    void what_was_registered_a_moment_ago_is_known_to_payment_alone_and_is_enough() {
        MethodId card = MethodId.next();
        registered = Future.succeededFuture(new Payer(Map.of(card, MethodKind.CARD), card));
        assertThat(done(demand(CommandId.next())).value().paymentMethodId()).isEqualTo(card);
    }

    @Test
    @Tag("C0")
    @Tag("B1")
    void while_payment_is_away_what_booking_has_heard_must_do() {
        registered = Future.failedFuture(new AskFailed(AskFailed.Kind.NOBODY_THERE, "payment"));
        assertThat(refused(demand(CommandId.next()))).isEqualTo(Refusal.NO_PAYMENT_METHOD);
        MethodId card = MethodId.next();
        payer = new Payer(Map.of(card, MethodKind.CARD), card);
        assertThat(done(demand(CommandId.next())).value().paymentMethodId()).isEqualTo(card);
    }

    private Future<Reply<BookingView>> demand(CommandId id) {
        return demanding.handle(new Request<>(id, new Actor(Role.RIDER, RIDER.value()), at(0), "f", null, REQUEST));
    }

    @Test
    void a_request_for_a_way_that_no_taxi_goes_is_refused_and_nothing_is_kept() {
        assertThat(refused(ask(CommandId.next(), "f", FAR_REQUEST, 0))).isEqualTo(Refusal.INVALID);
        assertThat(bookings.commits.events()).isEmpty();
        assertThat(done(ask(CommandId.next(), "f", REQUEST, 0)).value().status())
                .as("the ride's id is free")
                .isEqualTo(RideStatus.REQUESTED);
    }

    @Test
    void the_same_request_again_is_answered_the_same_and_done_once() {
        CommandId id = CommandId.next();
        Reply.Done<BookingView> first = done(ask(id, "f", REQUEST, 0));
        Reply.Done<BookingView> again = done(ask(id, "f", REQUEST, 3));
        assertThat(again.value()).isEqualTo(first.value());
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(bookings.commits.events()).hasSize(1);
    }

    @Test
    void the_same_key_for_another_request_is_refused() {
        CommandId id = CommandId.next();
        done(ask(id, "f", REQUEST, 0));
        assertThat(refused(ask(id, "another", REQUEST, 0))).isEqualTo(Refusal.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void a_ride_id_that_is_taken_is_refused() {
        done(ask(CommandId.next(), "f", REQUEST, 0));
        assertThat(refused(ask(CommandId.next(), "f", REQUEST, 0))).isEqualTo(Refusal.INVALID);
    }

    @Test
    void a_cancellation_is_pending_until_dispatch_has_answered() {
        request();
        BookingView view = done(ask(CommandId.next(), null, CANCEL, 5)).value();
        assertThat(view.status()).isEqualTo(RideStatus.CANCEL_PENDING);
        assertThat(view.version()).isEqualTo(2);
        assertThat(view.reason()).isEqualTo("plans changed");
        assertThat(bookings.commits.events()).containsExactly(requested(), cancelRequested(5));
    }

    @Test
    void canceling_again_is_answered_the_same_without_another_event() {
        request();
        BookingView first = done(ask(CommandId.next(), null, CANCEL, 5)).value();
        assertThat(done(ask(CommandId.next(), null, CANCEL, 6)).value()).isEqualTo(first);
        assertThat(bookings.commits.events()).hasSize(2);
        bookings.happened(RIDE, canceled(true, 7));
        assertThat(done(ask(CommandId.next(), null, CANCEL, 8)).value().status())
                .isEqualTo(RideStatus.RIDER_CANCELED);
    }

    @Test
    void a_repeated_cancellation_gets_its_first_answer_whatever_has_become_of_the_ride() {
        request();
        CommandId id = CommandId.next();
        BookingView first = done(ask(id, "f", CANCEL, 5)).value();
        bookings.happened(RIDE, noDrivers(61));
        Reply.Done<BookingView> again = done(ask(id, "f", CANCEL, 70));
        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(first);
    }

    @Test
    void another_riders_booking_is_not_found() {
        request();
        CancelBooking others = new CancelBooking(RIDE, RiderId.next(), null, null);
        assertThat(refused(ask(CommandId.next(), null, others, 5))).isEqualTo(Refusal.NOT_FOUND);
    }

    @Test
    void a_cancellation_of_another_version_than_the_rider_saw_is_refused() {
        request();
        bookings.happened(RIDE, driverAssigned(3));
        CancelBooking seenBefore = new CancelBooking(RIDE, RIDER, null, List.of(1, 3));
        assertThat(refused(ask(CommandId.next(), null, seenBefore, 5))).isEqualTo(Refusal.VERSION_MISMATCH);
        CancelBooking seenNow = new CancelBooking(RIDE, RIDER, null, List.of(7, 2));
        assertThat(done(ask(CommandId.next(), null, seenNow, 5)).value().status())
                .isEqualTo(RideStatus.CANCEL_PENDING);
    }

    @Test
    void who_was_slower_decides_again_on_what_the_faster_one_made() {
        request();
        bookings.commits.beforeNextCommit(() -> bookings.happened(RIDE, driverAssigned(30), rideStarted(40)));
        assertThat(refused(ask(CommandId.next(), null, CANCEL, 45))).isEqualTo(Refusal.RIDE_ALREADY_STARTED);
        assertThat(bookings.reads).isEqualTo(2);
        assertThat(bookings.commits.events()).noneMatch(BookingEvent.CancelRequested.class::isInstance);
    }

    private void request() {
        done(ask(CommandId.next(), "f", REQUEST, 0));
    }

    private Future<Reply<BookingView>> ask(
            CommandId id, @Nullable String fingerprint, BookingCommand command, long seconds) {
        return commands.handle(
                new Request<>(id, new Actor(Role.RIDER, RIDER.value()), at(seconds), fingerprint, null, command));
    }

    @CanIgnoreReturnValue
    private static Reply.Done<BookingView> done(Future<Reply<BookingView>> answer) {
        assertThat(answer.succeeded()).as("%s", answer.cause()).isTrue();
        if (answer.result() instanceof Reply.Done<BookingView> done) return done;
        throw new AssertionError(answer.result());
    }

    private static Refusal refused(Future<Reply<BookingView>> answer) {
        assertThat(answer.succeeded()).as("%s", answer.cause()).isTrue();
        if (answer.result() instanceof Reply.Refused<BookingView> refused) return refused.refusal();
        throw new AssertionError(answer.result());
    }
}

package io.tanda.booking.application;

import io.tanda.booking.domain.Assignment;
import io.tanda.booking.domain.Booking;
import io.tanda.booking.domain.CancellationPolicy;
import io.tanda.booking.domain.Trip;
import io.tanda.contract.Money;
import io.tanda.contract.booking.BookingView;
import org.jspecify.annotations.Nullable;

/** A booking as its rider sees it. */
public final class BookingViews {
    private final CancellationPolicy policy;

    public BookingViews(CancellationPolicy policy) {
        this.policy = policy;
    }

    public BookingView of(StoredBooking stored) {
        Shown shown = shown(stored.booking());
        Trip trip = stored.booking().trip();
        return new BookingView(
                trip.ride(),
                trip.rider(),
                stored.version(),
                stored.booking().status(),
                trip.pickup(),
                trip.dropoff(),
                trip.passengers(),
                trip.paymentMethod(),
                trip.requestedAt(),
                trip.searchUntil(),
                shown.searchDelayed,
                shown.taxi,
                shown.fare,
                shown.paid,
                shown.free,
                shown.reason,
                stored.updatedAt(),
                trip.pickupAt(),
                trip.paymentMethodId(),
                cancellation(stored.booking()),
                fee(stored.booking()));
    }

    /** Of a ride with a driver, which its rider has not asked to be let out of. */
    private BookingView.@Nullable Cancellation cancellation(Booking booking) {
        return booking instanceof Booking.WithDriver driven && policy.fee() != null
                ? new BookingView.Cancellation(policy.freeUntil(driven.driverSince()), policy.fee())
                : null;
    }

    private static @Nullable Money fee(Booking booking) {
        return switch (booking) {
            case Booking.CancelPending pending -> pending.fee();
            case Booking.RiderCanceled canceled -> canceled.fee();
            case Booking.RiderNoShow missed -> missed.fee();
            case Booking other -> null;
        };
    }

    /** What depends on the state. */
    private record Shown(
            boolean searchDelayed,
            BookingView.@Nullable AssignedTaxi taxi,
            @Nullable Money fare,
            @Nullable Money paid,
            @Nullable Boolean free,
            @Nullable String reason) {
        private static final Shown NOTHING = new Shown(false, null, null, null, null, null);

        private static Shown taxi(Assignment taxi, @Nullable Money fare, @Nullable Money paid) {
            return new Shown(
                    false,
                    new BookingView.AssignedTaxi(taxi.driver(), taxi.taxi(), taxi.plate(), taxi.pickupEta()),
                    fare,
                    paid,
                    null,
                    null);
        }

        private Shown because(@Nullable String reason) {
            return new Shown(searchDelayed, taxi, fare, paid, free, reason);
        }
    }

    private static Shown shown(Booking booking) {
        return switch (booking) {
            case Booking.Scheduled scheduled -> Shown.NOTHING;
            case Booking.Requested requested ->
                requested.search().delayed() ? new Shown(true, null, null, null, null, null) : Shown.NOTHING;
            case Booking.Assigned assigned -> Shown.taxi(assigned.taxi(), null, null);
            case Booking.Arrived arrived -> Shown.taxi(arrived.taxi(), null, null);
            case Booking.InProgress driving -> Shown.taxi(driving.taxi(), null, null);
            case Booking.Settling settling -> Shown.taxi(settling.taxi(), settling.fare(), null);
            case Booking.Owed owed -> Shown.taxi(owed.taxi(), owed.fare(), null);
            case Booking.Completed completed -> Shown.taxi(completed.taxi(), completed.fare(), completed.paid());
            case Booking.Aborted aborted ->
                Shown.taxi(aborted.taxi(), aborted.fare(), aborted.paid())
                        .because(aborted.reason().wireName());
            case Booking.CancelPending pending -> shown(pending.returnsTo()).because(pending.reason());
            case Booking.RiderCanceled canceled ->
                new Shown(false, null, null, null, canceled.free(), canceled.reason());
            case Booking.OperatorCanceled canceled -> new Shown(false, null, null, null, true, null);
            case Booking.NoDriversAvailable none -> Shown.NOTHING;
            case Booking.RiderNoShow missed -> Shown.taxi(missed.taxi(), null, null);
            case Booking.Expired expired -> Shown.NOTHING;
        };
    }
}

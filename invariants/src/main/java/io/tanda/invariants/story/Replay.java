package io.tanda.invariants.story;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.blackbox.BlackBox.Step;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The state that a ride's record comes to, step by step: what a ride was at any time can be said again. */
public final class Replay {
    private record Sent(DriverId driver, int attempt, Offer.Status status) {}

    private final BookingStatus booking = new BookingStatus();
    private final Map<OfferId, Sent> offers = new LinkedHashMap<>();
    private @Nullable DriverId driver;
    private @Nullable Money fare;
    private PaymentView.@Nullable Status payment;
    private @Nullable Money paid;
    private @Nullable Money refunded;

    /** @return of a whole record */
    public static Replay of(Iterable<Step> steps) {
        Replay replay = new Replay();
        for (Step step : steps) replay.learns(Told.of(step));
        return replay;
    }

    void learns(Told told) {
        switch (told) {
            case Told.Booking(var event) -> booking.learns(event);
            case Told.Dispatch(var event) -> learns(event);
            case Told.Payment(var event) -> learns(event);
            case Told.Decided(var decision) -> learns(decision);
            case Told.Acted act -> {}
            case Told.Unknown unknown -> {}
        }
    }

    private void learns(CallDecision decision) {
        switch (decision) {
            case CallDecision.Asked asked -> {
                for (CallDecision.Ended ended : asked.ended()) ends(ended.offer(), ended.status());
                for (CallDecision.Taxi taxi : asked.taxis())
                    if (taxi.offer() != null)
                        offers.put(taxi.offer(), new Sent(taxi.driver(), asked.attempt(), Offer.Status.SENT));
            }
            case CallDecision.Declined declined -> ends(declined.offer(), Offer.Status.DECLINED);
        }
    }

    private void ends(OfferId offer, Offer.Status status) {
        offers.computeIfPresent(offer, (id, sent) -> new Sent(sent.driver(), sent.attempt(), status));
    }

    /** Nobody waits for an answer any more. */
    private void endAll(Offer.Status status) {
        offers.replaceAll((id, sent) ->
                sent.status() == Offer.Status.SENT ? new Sent(sent.driver(), sent.attempt(), status) : sent);
    }

    private void learns(DispatchEvent event) {
        switch (event) {
            case DispatchEvent.CallAccepted e -> {
                driver = e.driver();
                // His own, also where it had run out and he took the call from the list.
                offers.replaceAll((id, sent) -> sent.driver().equals(e.driver()) && sent.attempt() == e.attempt()
                        ? new Sent(sent.driver(), sent.attempt(), Offer.Status.ACCEPTED)
                        : sent);
                endAll(Offer.Status.SUPERSEDED);
            }
            case DispatchEvent.CallReopened e -> driver = null;
            case DispatchEvent.CallExhausted e -> endAll(Offer.Status.EXPIRED);
            case DispatchEvent.CallWithdrawn e -> endAll(Offer.Status.WITHDRAWN);
            case DispatchEvent.PassengerDroppedOff e -> fare = e.fare().total();
            case DispatchEvent.CallOpened e -> {}
            case DispatchEvent.CancelRefused e -> {}
            case DispatchEvent.DriverArrived e -> {}
            case DispatchEvent.PositionsStopped e -> {}
            case DispatchEvent.TaxiSeenAgain e -> {}
            case DispatchEvent.PickupOverdue e -> {}
            case DispatchEvent.RideOverdue e -> {}
            case DispatchEvent.RiderContacted e -> {}
            case DispatchEvent.NoShowMarked e -> {}
            case DispatchEvent.PassengerPickedUp e -> {}
            case DispatchEvent.CollectionStarted e -> {}
            case DispatchEvent.FareTendered e -> {}
            case DispatchEvent.FareSettled e -> {}
            case DispatchEvent.FareOwed e -> {}
        }
    }

    /** A ride is paid when its fare is: what fees and tips became is in their own events. */
    private void learns(PaymentEvent event) {
        if (event instanceof PaymentEvent.ChargeEvent charge && charge.purpose() != Purpose.FARE) return;
        switch (event) {
            case PaymentEvent.ChargeAttempted e -> payment = PaymentView.Status.PENDING;
            case PaymentEvent.ChargeUnknown e -> payment = PaymentView.Status.UNKNOWN;
            case PaymentEvent.ChargeDeclined e -> payment = PaymentView.Status.DECLINED;
            case PaymentEvent.ChargeOwed e -> payment = PaymentView.Status.OWED;
            case PaymentEvent.TenderAwaited e -> payment = PaymentView.Status.AWAITED;
            case PaymentEvent.ChargeOverpaid e -> payment = PaymentView.Status.OVERPAID;
            case PaymentEvent.ChargeCaptured e -> settled(PaymentView.Status.CAPTURED, e.amount());
            case PaymentEvent.ChargeTendered e -> settled(PaymentView.Status.TENDERED, e.amount());
            case PaymentEvent.ChargeWrittenOff e ->
                settled(PaymentView.Status.WRITTEN_OFF, new Money(0, e.amount().currency()));
            case PaymentEvent.RefundMade e -> refunded = refunded == null ? e.amount() : refunded.plus(e.amount());
            case PaymentEvent.RefundAsked e -> {}
            case PaymentEvent.RefundRefused e -> {}
            case PaymentEvent.RefundDisputed e -> {}
            case PaymentEvent.MethodEvent e -> {}
        }
    }

    private void settled(PaymentView.Status status, Money amount) {
        payment = status;
        paid = amount;
    }

    public Optional<RideStatus> status() {
        return booking.now();
    }

    /** Who has it, or had it last. */
    public Optional<DriverId> driver() {
        return Optional.ofNullable(driver);
    }

    public Optional<Money> fare() {
        return Optional.ofNullable(fare);
    }

    public Optional<PaymentView.Status> payment() {
        return Optional.ofNullable(payment);
    }

    /** Nothing of it where it was written off. */
    public Optional<Money> paid() {
        return Optional.ofNullable(paid);
    }

    public Optional<Money> refunded() {
        return Optional.ofNullable(refunded);
    }

    /** What became of each offer that dispatch sent, in their order; not of calls taken from the list. */
    public Map<OfferId, Offer.Status> offers() {
        Map<OfferId, Offer.Status> fates = new LinkedHashMap<>();
        offers.forEach((id, sent) -> fates.put(id, sent.status()));
        return fates;
    }
}

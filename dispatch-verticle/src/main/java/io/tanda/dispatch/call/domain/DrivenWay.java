package io.tanda.dispatch.call.domain;

import io.tanda.contract.GeoPoint;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent.PassengerDroppedOff;
import io.tanda.contract.dispatch.Fare;
import io.tanda.dispatch.call.domain.CallCommand.DropOff;
import io.tanda.dispatch.call.domain.CallCommand.Sighting;
import io.tanda.dispatch.call.domain.Ride.OnTrip;
import io.tanda.fares.Priced;
import io.tanda.fares.Tariffs;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was driven with the passenger and what it costs, from the boarding to wherever the ride ends (R12, R16). */
record DrivenWay(CallRules rules, Tariffs tariffs, EtaEstimator eta) {
    Decision end(DropOff command, OnTrip trip, Instant now) {
        GeoPoint pickup = trip.order().pickup();
        GeoPoint where = where(command, trip);
        if (where == null)
            return Decision.refused(Refusal.INVALID, "say where the ride ends: nobody knows where the taxi is");
        double straight = pickup.metersTo(where);
        long meters = command.meters() == null ? eta.metersBetween(pickup, where) : command.meters();
        if (command.meters() != null && !rules.plausible(meters, straight))
            return Decision.refused(
                    Refusal.INVALID,
                    meters + " m cannot be the way between two places " + Math.round(straight) + " m apart");
        long seconds = Math.max(0, Duration.between(trip.pickedUpAt(), now).toSeconds());
        // Whatever was said, nobody is asked for more than a taxi can have driven.
        long driven = Math.min(meters, rules.reachMeters(seconds, straight));
        return switch (priced(command, trip.pickedUpAt(), driven, seconds)) {
            case Priced.Refused refused -> Decision.refused(Refusal.INVALID, refused.detail());
            case Priced.Right right ->
                CollectionDecider.droppedOff(
                        new PassengerDroppedOff(
                                trip.id(),
                                trip.order().rider(),
                                command.driver(),
                                where,
                                driven,
                                seconds,
                                right.fare(),
                                now,
                                doubt(command, where, straight, seconds, now),
                                command.aborted(),
                                method(command, trip.order()),
                                trip.order().paymentMethodId()),
                        command.tender(),
                        rules);
        };
    }

    private static @Nullable GeoPoint where(DropOff command, OnTrip trip) {
        if (command.where() != null) return command.where();
        if (command.aborted() == null) return trip.order().dropoff();
        return command.taxi() == null ? null : command.taxi().where();
    }

    /** What was paid counts, whatever was meant. Absent = the card. */
    private static @Nullable PaymentMethod method(DropOff command, Order order) {
        PaymentMethod method = command.tender() == null ? order.paymentMethod() : command.tender();
        return method.inCar() ? method : null;
    }

    /** G3: what the driver says counts, as far as distance and time bear it out. */
    private Priced priced(DropOff command, Instant pickedUpAt, long meters, long seconds) {
        Fare.Basis basis = command.meters() == null ? Fare.Basis.ESTIMATED : Fare.Basis.TARIFF;
        return tariffs.at(pickedUpAt).fare(pickedUpAt, meters, seconds, basis, command.fare(), command.extras());
    }

    /** R12: the ride ends where the driver says; what no taxi can have driven is not charged before somebody has looked at it. */
    private @Nullable String doubt(DropOff command, GeoPoint where, double straight, long seconds, Instant now) {
        long reach = rules.reachMeters(seconds, straight);
        if (straight > reach) return Math.round(straight) + " m from the pick-up, " + seconds + " s after boarding";
        if (command.meters() != null && command.meters() > reach)
            return "a meter of " + command.meters() + " m between two places " + Math.round(straight) + " m apart, "
                    + seconds + " s after boarding";
        if (seconds > rules.longest().toSeconds()) return seconds + " s after boarding";
        return command.taxi() == null ? null : doubt(command.taxi(), where, now);
    }

    private @Nullable String doubt(Sighting taxi, GeoPoint where, Instant now) {
        long seconds = Math.max(0, Duration.between(taxi.at(), now).toSeconds());
        double away = taxi.where().metersTo(where);
        return away > rules.reachMeters(seconds, away)
                ? Math.round(away) + " m from where the taxi was " + seconds + " s before"
                : null;
    }
}

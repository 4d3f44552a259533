package io.tanda.invariants.story;

import static io.tanda.invariants.story.Names.money;
import static io.tanda.invariants.story.Names.place;
import static io.tanda.invariants.story.Names.time;
import static io.tanda.invariants.story.Names.words;

import io.tanda.contract.Actor;
import io.tanda.contract.RideStatus;
import io.tanda.contract.Role;
import io.tanda.contract.blackbox.BlackBox;
import io.tanda.contract.blackbox.BlackBox.Missing;
import io.tanda.contract.blackbox.BlackBox.Step;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.AttemptView;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A ride's record as a story: a line for each step, in plain words, with what the ride had become by it. */
public final class Story {
    private final BlackBox box;
    private final Names names = new Names();
    private final OfferWords offers = new OfferWords(names);
    private final DispatchWords dispatch = new DispatchWords(names);
    private final Replay replay = new Replay();
    private final List<String> lines = new ArrayList<>();

    private Story(BlackBox box) {
        this.box = box;
    }

    /** @return lines without ends; times are of UTC, of the domain's clock */
    public static List<String> of(BlackBox box) {
        return new Story(box).told();
    }

    private List<String> told() {
        lines.add("ride " + box.ride());
        LocalDate day = null;
        for (Step step : box.steps()) {
            LocalDate its = LocalDate.ofInstant(step.at(), ZoneOffset.UTC);
            if (!its.equals(day)) lines.add(its.toString());
            day = its;
            tell(step);
        }
        for (AttemptView attempt : box.attempts()) lines.add(of(attempt));
        lines.add(end());
        names.legend().forEach((name, id) -> lines.add(name + " is " + id));
        for (Missing missing : box.missing()) lines.add("MISSING: " + missing.part() + ": " + missing.why());
        return List.copyOf(lines);
    }

    private void tell(Step step) {
        Told told = Told.of(step);
        Optional<RideStatus> before = replay.status();
        replay.learns(told);
        Optional<RideStatus> after = replay.status();
        String became = after.equals(before)
                ? ""
                : after.map(status -> "  -> " + words(status.wireName())).orElse("");
        lines.add(time(step.at()) + " " + of(told, step) + became);
    }

    private String of(Told told, Step step) {
        return switch (told) {
            case Told.Booking(var event) -> of(event) + by(step.by());
            case Told.Dispatch(var event) -> dispatch.of(event) + by(step.by());
            case Told.Payment(var event) -> PaymentWords.of(event) + by(step.by());
            case Told.Decided(var decision) -> offers.of(decision);
            case Told.Acted(var act, var reason) ->
                who(step.by()) + " did " + act.replace('-', ' ') + ": \"" + reason + "\"";
            case Told.Unknown(var type) -> type + " " + step.body();
        };
    }

    private String who(@Nullable Actor actor) {
        return actor == null ? "somebody" : names.operator(actor);
    }

    /** Riders and drivers do what they are named with; an operator does it for them. */
    private String by(@Nullable Actor actor) {
        return actor != null && actor.role() == Role.OPERATOR ? ", by " + names.operator(actor) : "";
    }

    private String of(BookingEvent event) {
        return switch (event) {
            case BookingEvent.RideScheduled e ->
                "the rider booked a taxi for " + time(e.pickupAt()) + ": from " + place(e.pickup()) + " to "
                        + place(e.dropoff()) + ", " + people(e.passengers()) + ", " + paidBy(e.paymentMethod());
            case BookingEvent.RideRequested e ->
                e.pickupAt() == null
                        ? "the rider asked for a taxi: from " + place(e.pickup()) + " to " + place(e.dropoff()) + ", "
                                + people(e.passengers()) + ", " + paidBy(e.paymentMethod())
                        : "it is time to look for the taxi";
            case BookingEvent.SearchDelayed e ->
                "dispatch was not heard of, and the rider was told that it takes longer";
            case BookingEvent.DriverAssigned e ->
                "the rider was told: " + names.driver(e.driver()) + " comes, expected at " + time(e.pickupEta());
            case BookingEvent.DriverArrived e -> "the rider was told that the taxi is there";
            case BookingEvent.RiderContacted e ->
                "the rider was told that he is waited for until " + time(e.noShowFrom());
            case BookingEvent.DriverLost e ->
                "the rider was told that another taxi is looked for: " + words(e.reason());
            case BookingEvent.RideStarted e -> "the booking went on: the rider is on board";
            case BookingEvent.RideDroppedOff e -> "the booking went on: the fare is " + money(e.fare());
            case BookingEvent.RideCompleted e -> "the booking was completed: " + money(e.paid()) + " were paid";
            case BookingEvent.CancelRequested e ->
                (e.by() == null ? "the rider" : "an operator") + " wanted to cancel"
                        + (e.reason() == null ? "" : ": \"" + e.reason() + "\"");
            case BookingEvent.CancelRejected e -> "it was too late to cancel";
            case BookingEvent.RideCanceled e ->
                "the booking was canceled, "
                        + (e.fee() == null
                                ? e.free() ? "free" : "late, and nothing is charged"
                                : "for " + money(e.fee().amount()));
            case BookingEvent.NoDriversAvailable e -> "the rider was told that no taxi was found";
            case BookingEvent.RiderNoShow e ->
                "the booking ended: the rider did not come"
                        + (e.fee() == null ? "" : ", for " + money(e.fee().amount()));
            case BookingEvent.RideAborted e ->
                "the booking ended on the way (" + words(e.reason().wireName()) + "): " + money(e.paid())
                        + " were paid";
            case BookingEvent.RideExpired e -> "the booking expired: dispatch was not heard of in time";
            case BookingEvent.RideOwed e -> "nobody had paid: " + money(e.owed()) + " are owed";
        };
    }

    private static String people(int passengers) {
        return passengers == 1 ? "1 passenger" : passengers + " passengers";
    }

    private static String paidBy(PaymentMethod method) {
        return switch (method) {
            case CARD -> "by card";
            case CASH -> "in cash";
            case TERMINAL -> "at the taxi's terminal";
        };
    }

    private static String of(AttemptView attempt) {
        return "attempt " + attempt.attempt() + " at the gateway, key " + attempt.key() + ": "
                + money(attempt.amount()) + ", asked for at " + attempt.askedAt() + ", "
                + (attempt.outcome() == null
                        ? "nobody knows what came of it"
                        : words(attempt.outcome().wireName()))
                + (attempt.detail() == null ? "" : " (" + attempt.detail() + ")")
                + (attempt.doubt() == null ? "" : "; in doubt: " + attempt.doubt());
    }

    private String end() {
        return "in the end: "
                + replay.status().map(status -> words(status.wireName())).orElse("nothing is known of its booking")
                + replay.driver().map(driver -> ", " + names.driver(driver)).orElse("")
                + replay.fare().map(fare -> ", fare " + money(fare)).orElse("")
                + replay.payment()
                        .map(payment -> ", " + words(payment.wireName()))
                        .orElse("")
                + replay.paid().map(paid -> ", paid " + money(paid)).orElse("")
                + replay.refunded().map(back -> ", given back " + money(back)).orElse("");
    }
}

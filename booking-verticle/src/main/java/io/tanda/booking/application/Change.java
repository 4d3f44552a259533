package io.tanda.booking.application;

import io.tanda.booking.domain.DeadlinePolicy;
import io.tanda.booking.domain.Decision;
import io.tanda.contract.Actor;
import io.tanda.contract.Person;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must become true together: the booking's new state, its events, and when it must be looked at again.
 *
 * @param before absent for a new booking; the same as {@code after} when only the deadline is set anew
 * @param person of a new booking, for its driver; absent = the rider gave none, or the booking is not new
 * @param cause the command's name, for the log
 * @param deadline null = none: the booking has ended
 */
public record Change(
        @Nullable StoredBooking before,
        StoredBooking after,
        @Nullable Person person,
        List<BookingEvent> events,
        Actor actor,
        @Nullable String trace,
        String cause,
        @Nullable Instant deadline) {

    static Change opened(Decision.Happened opened, @Nullable Person person, Why why) {
        Instant at = opened.events().getLast().at();
        return why.change(null, new StoredBooking(opened.after(), 1, 1, at), person, opened.events());
    }

    static Change happened(StoredBooking before, Decision.Happened happened, Why why) {
        List<BookingEvent> events = happened.events();
        // Others' events carry their own time, and ours may be ahead of it: what a rider reads never goes back.
        Instant at = later(before.updatedAt(), events.getLast().at());
        StoredBooking after =
                new StoredBooking(happened.after(), before.version() + events.size(), before.revision() + 1, at);
        return why.change(before, after, null, events);
    }

    static Change noted(StoredBooking before, Decision.Noted noted, Why why) {
        StoredBooking after =
                new StoredBooking(noted.after(), before.version(), before.revision() + 1, before.updatedAt());
        return why.change(before, after, null, List.of());
    }

    static Change none(StoredBooking booking, Why why) {
        return why.change(booking, booking, null, List.of());
    }

    Change dueAgain(Instant moved) {
        return new Change(before, after, person, events, actor, trace, cause, moved);
    }

    public RideId ride() {
        return after.booking().trip().ride();
    }

    /** Who is behind a change and how its deadline follows. */
    record Why(Actor actor, @Nullable String trace, String cause, DeadlinePolicy deadlines) {
        private Change change(
                @Nullable StoredBooking before,
                StoredBooking after,
                @Nullable Person person,
                List<BookingEvent> events) {
            return new Change(before, after, person, events, actor, trace, cause, deadlines.of(after.booking()));
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

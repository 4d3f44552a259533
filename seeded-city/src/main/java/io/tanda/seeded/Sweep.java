package io.tanda.seeded;

import io.tanda.platform.flow.Backoff;
import io.tanda.platform.ops.FailureClass;
import io.tanda.platform.testing.FakeCommits.Deadline;
import io.tanda.platform.time.DeadlineHandler;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drives stored deadlines that have come, by whichever instance looks first. */
final class Sweep {
    private static final long LOOK_EVERY_MICROS = 250_000;
    private static final long MICROS_PER_MILLI = 1_000;
    private static final Backoff BACKOFF = new Backoff(500, 30_000);

    private record Due(Deadline deadline, Instant due) {}

    /** By one life: {@code until} is when it may try again, {@link Long#MAX_VALUE} while it tries. */
    private record InHand(Life by, int failures, long until) {}

    private final City city;
    private final Site<?> site;
    private final Map<Deadline, InHand> inHand = new HashMap<>();
    private Agenda.@Nullable Entry next;
    private long firstDue = Long.MAX_VALUE;

    Sweep(City city, Site<?> site) {
        this.city = city;
        this.site = site;
    }

    /** Deadlines may have changed: the next look is when the first of them comes. */
    void look() {
        look(0);
    }

    /** When the first of all stored deadlines comes or came, in microseconds since the start; {@link Long#MAX_VALUE}: there is none. */
    long firstDue() {
        return firstDue;
    }

    private void measure() {
        firstDue = Long.MAX_VALUE;
        site.store()
                .forEachDeadline(
                        (deadline, due) -> firstDue = Math.min(firstDue, ChronoUnit.MICROS.between(Agenda.START, due)));
    }

    private void look(long leastMicros) {
        measure();
        if (city.has(Flaw.SWEEPER_OFF) || site.aliveSince().isEmpty()) return;
        Instant first = earliest();
        if (first == null) return;
        long now = city.agenda().now();
        long at = Math.max(ChronoUnit.MICROS.between(Agenda.START, first), now + leastMicros)
                + city.chance().millis(0, 250);
        if (next != null && next.at() <= at) return;
        if (next != null) next.cancel();
        next = city.agenda().after(at - now, null, "looks for deadlines", site.name(), this::drive);
    }

    /** When there is something to do that is not in hand. */
    private @Nullable Instant earliest() {
        Instant[] first = new Instant[1];
        site.store().forEachDeadline((deadline, due) -> {
            Instant from = from(deadline, due);
            if (from != null && (first[0] == null || from.isBefore(first[0]))) first[0] = from;
        });
        return first[0];
    }

    private @Nullable Instant from(Deadline deadline, Instant due) {
        InHand hand = inHand.get(deadline);
        if (hand == null) return due.plus(site.leaves(deadline.kind()));
        return hand.until() == Long.MAX_VALUE ? null : Agenda.START.plus(hand.until(), ChronoUnit.MICROS);
    }

    private void drive() {
        next = null;
        site.anyLife().ifPresent(life -> {
            List<Due> due = new ArrayList<>();
            site.store().forEachDeadline((deadline, at) -> {
                if (isDue(life, deadline, at)) due.add(new Due(deadline, at));
            });
            // What was due when it was read is driven when its turn comes.
            for (Due one : due) {
                inHand.put(one.deadline(), new InHand(life, failures(one.deadline()), Long.MAX_VALUE));
                life.after(turn(), "deadline", one.deadline().aggregate(), () -> drive(life, one));
            }
        });
        // Also for what is due, but not yet by the clock of whoever looked.
        look(LOOK_EVERY_MICROS);
    }

    /** How long it waits for its turn. */
    private long turn() {
        return city.chance().happens(city.weather().dawdled())
                ? city.chance().millis(0, Weather.DAWDLED_MILLIS)
                : city.trip();
    }

    private boolean isDue(Life life, Deadline deadline, Instant due) {
        InHand hand = inHand.get(deadline);
        if (hand != null && hand.until() > city.agenda().now()) return false;
        DeadlineHandler handler = life.handler(deadline.kind());
        return handler != null && !life.instant().isBefore(due.plus(handler.leaves()));
    }

    private int failures(Deadline deadline) {
        InHand hand = inHand.get(deadline);
        return hand == null ? 0 : hand.failures();
    }

    private void drive(Life life, Due due) {
        DeadlineHandler handler = life.handler(due.deadline().kind());
        if (handler == null) throw new IllegalStateException("nobody handles " + due.deadline());
        city.tried(() -> handler.due(due.deadline().aggregate(), due.due())).onComplete(done -> {
            if (done.succeeded()) driven(due.deadline());
            else {
                if (FailureClass.of(done.cause()) == FailureClass.BUG)
                    city.promises()
                            .stuck(site.name() + "'s deadline " + due.deadline().kind(), done.cause());
                int failures = failures(due.deadline()) + 1;
                long until = city.agenda().now() + BACKOFF.millis(failures) * MICROS_PER_MILLI;
                inHand.put(due.deadline(), new InHand(life, failures, until));
            }
            look();
        });
    }

    private void driven(Deadline deadline) {
        inHand.remove(deadline);
        if (city.has(Flaw.DEADLINE_DELETED_BY_STALE_WRITER))
            site.store().deadline(deadline.aggregate(), deadline.kind(), null);
    }

    void lost(Life life) {
        inHand.values().removeIf(hand -> hand.by() == life);
        look();
    }
}

package io.tanda.verification;

import io.tanda.client.Answer;
import io.tanda.client.TandaClient.RidePage;
import io.tanda.contract.notify.NotificationPage.Notification;
import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Outage.Part;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the fronts can do without is off for a while, one part after another and then all of it: riders book and are told what comes of it,
 * and what waited goes on when the part is back.
 */
final class FrontsAlone implements Figure {
    private static final Duration ALONE = Duration.ofMinutes(5);
    /** While all of it is off: long enough for what grows with time to be seen. */
    private static final Duration ALL_ALONE = Duration.ofHours(1);

    private static final Duration ALONE_SHORT = Duration.ofSeconds(5);
    private static final Duration BOOKED_EVERY = Duration.ofMillis(250);
    private static final int DRIVERS = 20;

    /** A5: each rider has an answer by then, and some seconds for its way: the deadline itself is one of the answers. */
    private static final Duration TOLD_LIMIT = Duration.ofSeconds(60);

    private static final Duration TOLD_TOLERANCE = Duration.ofSeconds(5);
    private static final Duration RESUME_LIMIT = Duration.ofSeconds(10);
    /** Until the part's work is seen at all. */
    private static final Duration SEEN_LIMIT = Duration.ofMinutes(2);
    /** A search that began with the return, and the rides before it in the drivers' turns. */
    private static final Duration OVER_LIMIT = Duration.ofMinutes(8);

    private static final int MAX_VIOLATIONS = 5;

    @Override
    public String name() {
        return "alone";
    }

    /**
     * What came of one outage.
     *
     * @param worstWait from the booking to the answer in the rider's stream
     * @param resumed from the return of the part until its work was seen
     */
    private record Outcome(Part part, int asked, int accepted, long told, Duration worstWait, Duration resumed) {
        String row() {
            return String.format(
                    Locale.ROOT,
                    "  | %-8s | %,5d | %,8d | %,5d | %12.1f | %7.1f |",
                    part.name().toLowerCase(Locale.ROOT),
                    asked,
                    accepted,
                    told,
                    worstWait.toMillis() / 1e3,
                    resumed.toMillis() / 1e3);
        }
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Broken {
        List<String> violations = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), stage.cluster());
            Crew crew = new Crew(calls, DRIVERS);
            stage.out().say("  | off      | asked | accepted | told  | at most in s | resumed after s |");
            for (Part part : Part.values()) {
                Outcome outcome = without(part, stage, calls, crew, violations);
                stage.out().say(outcome.row());
                outcomes.add(outcome);
            }
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, crew.droppedOff()));
            int asked = outcomes.stream().mapToInt(Outcome::asked).sum();
            int accepted = outcomes.stream().mapToInt(Outcome::accepted).sum();
            return new Finding(
                    "bookings are accepted and answered whatever else is gone, and dispatch takes up what waited",
                    outcomes.size(),
                    violations,
                    "accepted / asked: %,d / %,d = %.3f %%, %,d tries answered 503; %,d rides driven; taken up after %s"
                            .formatted(
                                    accepted,
                                    asked,
                                    100.0 * accepted / asked,
                                    calls.counts().unavailable(),
                                    crew.droppedOff(),
                                    outcomes.stream()
                                            .map(outcome -> String.format(
                                                    Locale.ROOT,
                                                    "%s %.1f s",
                                                    outcome.part().name().toLowerCase(Locale.ROOT),
                                                    outcome.resumed().toMillis() / 1e3))
                                            .collect(Collectors.joining(", "))));
        }
    }

    private static Outcome without(Part part, Stage stage, Calls calls, Crew crew, List<String> violations)
            throws IOException {
        List<WaitingRider> riders = new ArrayList<>();
        try {
            Outage outage = Outage.begin(stage.cluster(), part);
            int asked = book(stage.full() ? length(part) : ALONE_SHORT, BOOKED_EVERY, calls, ride -> {
                WaitingRider rider = new WaitingRider(calls.client(), ride);
                riders.add(rider);
                if (part.dispatches()) crew.drive(rider);
            });
            long returning = System.nanoTime();
            outage.end();
            long back = System.nanoTime();
            if (!part.dispatches()) riders.forEach(crew::drive);
            Duration resumed = resumed(part, calls, crew, riders, returning, back);
            if (part.holdsCalls() && resumed.compareTo(RESUME_LIMIT) > 0)
                violations.add(
                        "%s: dispatch resumed %.1f s after the return".formatted(part, resumed.toMillis() / 1e3));
            Wait.until(
                    "the end of all rides that were booked without " + part,
                    OVER_LIMIT,
                    () -> riders.stream().allMatch(WaitingRider::isOver));
            riders.stream()
                    .filter(rider -> !rider.isTold() || rider.waited().compareTo(TOLD_LIMIT.plus(TOLD_TOLERANCE)) > 0)
                    .limit(MAX_VIOLATIONS)
                    .forEach(rider -> violations.add("%s: the rider of %s was %s"
                            .formatted(
                                    part,
                                    rider.ride().id(),
                                    rider.isTold()
                                            ? "told after " + rider.waited().toSeconds() + " s"
                                            : "not told what comes of it")));
            return new Outcome(
                    part,
                    asked,
                    riders.size(),
                    riders.stream().filter(WaitingRider::isTold).count(),
                    riders.stream()
                            .map(WaitingRider::waited)
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO),
                    resumed);
        } finally {
            riders.forEach(WaitingRider::close);
        }
    }

    private static Duration length(Part part) {
        return part == Part.ALL ? ALL_ALONE : ALONE;
    }

    interface Rider {
        void booked(Booked ride);
    }

    /** @return how many asked; what was not accepted is noted */
    static int book(Duration time, Duration every, Calls calls, Rider rider) throws IOException {
        int asked = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            asked++;
            try {
                rider.booked(calls.book());
            } catch (Broken e) {
                // The next one books.
            }
            Wait.pass(every);
        }
        return asked;
    }

    /** From the return until the work of what was off is seen with one of these rides. @param returning when the return began */
    private static Duration resumed(
            Part part, Calls calls, Crew crew, List<WaitingRider> riders, long returning, long back)
            throws IOException {
        Booked last = riders.getLast().ride();
        BooleanSupplier seen = switch (part) {
            case DISPATCH, KAFKA, ALL -> () -> crew.hasTakenSince(returning);
            case PAYMENT -> () -> riders.stream().anyMatch(rider -> rider.completedSince(returning));
            case HISTORY ->
                () -> found(calls, () -> calls.client().history(last.token(), null, null, null, 1), RidePage::items);
            case NOTIFY ->
                () -> found(
                        calls,
                        () -> calls.client().get("/v1/notifications?limit=1", last.token(), Notices.class),
                        Notices::items);
        };
        Wait.until("the work of " + part + " is seen", SEEN_LIMIT, seen);
        return Duration.ofNanos(System.nanoTime() - back);
    }

    private record Notices(
            List<Notification> items, @Nullable String next) {}

    private static <T> boolean found(Calls calls, Supplier<Future<Answer<T>>> look, Function<T, List<?>> items) {
        try {
            return !items.apply(calls.done("look", look)).isEmpty();
        } catch (Broken e) {
            // It is noted.
            return false;
        }
    }
}

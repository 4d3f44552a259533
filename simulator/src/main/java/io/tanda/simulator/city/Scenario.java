package io.tanda.simulator.city;

import io.tanda.contract.GeoPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Which trips are asked for and when: pure, the same for the same seed.
 *
 * @param hails in the order of asking
 * @param taxis where each starts
 * @param window domain time from the first request to the last
 */
public record Scenario(List<Hail> hails, List<GeoPoint> taxis, Duration window) {
    /** A drive to the pick-up, boarding and the mean trip of the sample, in seconds. */
    static final int MEAN_SECONDS_ON_CALL = 990;
    /** Of the fleet's time: above it riders find nobody near. */
    static final double FLEET_USE = 0.72;

    static final Duration SHORTEST_WINDOW = Duration.ofMinutes(5);
    /** A trip that would be driven longer than this after the last request is left out: nobody waits for one taxi. */
    static final Duration LONGEST_TAIL = Duration.ofMinutes(25);
    /** Riders who cancel do so at a random moment within this time, whatever the ride is up to then. */
    static final Duration CANCELS_WITHIN = Duration.ofMinutes(10);

    /** How long ahead a taxi for later is asked for: at least half an hour (R2), and some more in which a call may be tried again. */
    static final Duration LEAST_AHEAD = Duration.ofMinutes(32);

    static final Duration MOST_AHEAD = Duration.ofMinutes(40);

    private static final int DAY_MINUTE_SECONDS = 60;

    /**
     * @param after domain time from the start of the replay
     * @param cancelAfter domain time from the request; negative = the rider does not cancel
     * @param tips gives something beside the fare
     * @param cash or by card
     * @param registers his card before he asks; never one who pays in cash
     * @param namesMethod says in the booking what it is to be charged to
     * @param ahead how long after the request the taxi is wanted; zero = at once
     */
    public record Hail(
            RecordedTrip trip,
            Duration after,
            Duration cancelAfter,
            boolean cash,
            boolean registers,
            boolean namesMethod,
            Duration ahead,
            boolean tips) {
        public boolean cancels() {
            return !cancelAfter.isNegative();
        }

        public boolean isForLater() {
            return !ahead.isZero();
        }
    }

    /**
     * @param trips how many
     * @param taxis how many
     * @param leastWindow longer than the fleet needs, where something else takes its time
     */
    public static Scenario of(Sample sample, int trips, int taxis, Habits habits, Duration leastWindow, long seed) {
        if (trips < 1 || trips > sample.trips().size())
            throw new IllegalArgumentException(
                    "trips must be from 1 to " + sample.trips().size() + ", not " + trips);
        if (taxis < 1 || taxis > sample.taxis().size())
            throw new IllegalArgumentException(
                    "taxis must be from 1 to " + sample.taxis().size() + ", not " + taxis);
        Random random = new Random(seed);
        // Drawn apart: what is paid with changes nothing else of a night.
        Random cards = new Random(~seed);
        Duration window = longest(longest(SHORTEST_WINDOW, leastWindow), Duration.ofSeconds((long)
                (trips * MEAN_SECONDS_ON_CALL / (FLEET_USE * taxis))));
        List<Jittered> chosen = choose(sample.trips(), trips, window, random);
        int first = chosen.getFirst().second();
        double span = Math.max(1, chosen.getLast().second() - first);
        List<Hail> hails = new ArrayList<>(trips);
        for (Jittered one : chosen) {
            Duration after = Duration.ofMillis((long) (window.toMillis() * ((one.second() - first) / span)));
            hails.add(hail(one.trip(), after, habits, random, cards));
        }
        hails.sort(Comparator.comparing(Hail::after));
        return new Scenario(List.copyOf(hails), thinned(sample.taxis(), taxis), window);
    }

    private static Hail hail(RecordedTrip trip, Duration wanted, Habits habits, Random random, Random cards) {
        boolean cancels = habits.shows(Habit.CANCELS, random);
        Duration moment = Duration.ofMillis(random.nextLong(CANCELS_WITHIN.toMillis()));
        boolean cash = habits.shows(Habit.CASH, random);
        boolean tips = habits.shows(Habit.TIPS, random);
        boolean registers = habits.shows(Habit.REGISTERS, cards) && !cash;
        boolean names = habits.shows(Habit.NAMES_METHOD, cards);
        Duration ahead = habits.shows(Habit.LATER, random)
                ? LEAST_AHEAD.plusMillis(
                        random.nextLong(MOST_AHEAD.minus(LEAST_AHEAD).toMillis()))
                : Duration.ZERO;
        // Nobody asks before the replay has begun.
        Duration after = wanted.compareTo(ahead) < 0 ? Duration.ZERO : wanted.minus(ahead);
        return new Hail(
                trip,
                after,
                cancels ? moment : Duration.ofMillis(-1),
                cash,
                registers,
                registers && names,
                ahead,
                tips);
    }

    private record Jittered(RecordedTrip trip, int second) {}

    /** Evenly from as long a stretch of the night as the window is, or as the number needs. */
    private static List<Jittered> choose(List<RecordedTrip> all, int trips, Duration window, Random random) {
        List<Jittered> jittered = new ArrayList<>(all.size());
        for (RecordedTrip trip : all) {
            int second = trip.requestSecond();
            // Who wrote down whole minutes did not start them all at once.
            int within = second % DAY_MINUTE_SECONDS == 0 ? random.nextInt(DAY_MINUTE_SECONDS) : 0;
            jittered.add(new Jittered(trip, second + within));
        }
        jittered.sort(Comparator.comparingInt(Jittered::second));
        long stretch = Math.max(window.toSeconds(), (long) ((double) trips / all.size() * spanOf(jittered)) + 1);
        for (; ; stretch += stretch / 10 + 60) {
            List<Jittered> fitting = new ArrayList<>();
            int from = jittered.getFirst().second();
            double squeeze = window.toSeconds() / (double) Math.min(stretch, Math.max(1, spanOf(jittered)));
            for (Jittered one : jittered) {
                double begins = (one.second() - from) * squeeze;
                boolean soonEnough = one.second() - from <= stretch;
                boolean over = begins + one.trip().seconds()
                        <= window.plus(LONGEST_TAIL).toSeconds();
                if (soonEnough && over) fitting.add(one);
            }
            if (fitting.size() >= trips) return thinned(fitting, trips);
            // All of it is still not enough: then with its tail.
            if (stretch > spanOf(jittered)) return thinned(jittered, trips);
        }
    }

    private static int spanOf(List<Jittered> all) {
        return all.getLast().second() - all.getFirst().second();
    }

    /** Every n-th, n not being whole. */
    private static <T> List<T> thinned(List<T> all, int count) {
        List<T> some = new ArrayList<>(count);
        for (int i = 0; i < count; i++) some.add(all.get((int) ((long) i * all.size() / count)));
        return List.copyOf(some);
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}

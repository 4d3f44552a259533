package io.tanda.verification;

import io.tanda.verification.Calls.Broken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The payment gateway is off for a while, and then fails half of its calls: rides go on, nobody waits for it, it is asked once in a while whether
 * it is back, and what was owed to it is charged by itself.
 */
final class GatewayAway implements Figure {
    private static final Duration AWAY = Duration.ofMinutes(5);
    private static final Duration AWAY_SHORT = Duration.ofSeconds(10);
    /** 200 a minute. */
    private static final Duration BOOKED_EVERY = Duration.ofMillis(300);

    private static final int DRIVERS = 20;
    private static final int PAIRS = 12;

    /** Five calls in a row have failed by then, and those that were under way have ended. */
    private static final Duration OPENS_WITHIN = Duration.ofSeconds(5);
    /** Between two probes; the setting's default. */
    private static final Duration WINDOW = Duration.ofSeconds(2);

    private static final Duration WINDOW_TOLERANCE = Duration.ofMillis(100);
    private static final Duration CHARGED_WITHIN = Duration.ofMinutes(2);
    private static final Duration OVER_LIMIT = Duration.ofMinutes(8);

    private static final Duration OPEN_GOAL = Duration.ofSeconds(10);
    /** On a machine that does other things as well, twenty calls take a while. */
    private static final Duration OPEN_LIMIT = Duration.ofMinutes(1);

    private static final int MAX_VIOLATIONS = 5;
    private static final String WELL = "{\"delayMillis\":[0,0]}";
    private static final String HALF = "{\"delayMillis\":[0,0],\"errorRate\":0.5}";
    private static final String CIRCUIT = "tanda_payment_circuit_open{operation=\"charge\"";

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Broken {
        List<String> violations = new ArrayList<>();
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), stage.cluster());
            Crew crew = new Crew(calls, DRIVERS);
            String off = off(stage, calls, crew, violations);
            stage.out().say("  " + off);
            SteadyRides load = new SteadyRides(calls, PAIRS);
            String half = half(stage, load, violations);
            stage.out().say("  " + half);
            load.end();
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, crew.droppedOff() + (int) load.completed()));
            return new Finding(
                    "rides go on without a payment gateway, and are charged once when it is back",
                    2,
                    violations,
                    off + "; " + half);
        }
    }

    private static String off(Stage stage, Calls calls, Crew crew, List<String> violations) throws IOException {
        Cluster cluster = stage.cluster();
        List<WaitingRider> riders = new ArrayList<>();
        try {
            cluster.stopGateway();
            int asked;
            List<Duration> probes;
            long open = System.nanoTime() + OPENS_WITHIN.toNanos();
            try (SilentGateway silent = SilentGateway.at(stage.vertx(), cluster.gatewayPort())) {
                asked = FrontsAlone.book(stage.full() ? AWAY : AWAY_SHORT, BOOKED_EVERY, calls, ride -> {
                    WaitingRider rider = new WaitingRider(calls.client(), ride);
                    riders.add(rider);
                    crew.drive(rider);
                });
                probes = silent.charges().stream()
                        .filter(at -> at.compareTo(OPENS_WITHIN) > 0)
                        .toList();
            }
            List<Long> answers = crew.dropOffMillisSince(open);
            cluster.gatewayAgain();
            long back = System.nanoTime();
            Wait.until(
                    "the end of all rides that were booked without a gateway",
                    OVER_LIMIT,
                    () -> riders.stream().allMatch(WaitingRider::isOver));
            Duration charged = Duration.ofNanos(System.nanoTime() - back);
            if (riders.size() < asked)
                violations.add("%d of %d bookings were not accepted".formatted(asked - riders.size(), asked));
            if (stage.full() && charged.compareTo(CHARGED_WITHIN) > 0)
                violations.add("the last was charged %d s after the return".formatted(charged.toSeconds()));
            tooSoon(probes).stream().limit(MAX_VIOLATIONS).forEach(violations::add);
            return String.format(
                    Locale.ROOT,
                    "off: %,d of %,d bookings accepted; %,d drop-offs answered while it was not asked, p99 %,d ms (goal 10); %,d probes,"
                            + " at least %,d ms apart; all charged %.1f s after its return (goal %d)",
                    riders.size(),
                    asked,
                    answers.size(),
                    percentile(answers, 99),
                    probes.size(),
                    least(probes),
                    charged.toMillis() / 1e3,
                    CHARGED_WITHIN.toSeconds());
        } finally {
            riders.forEach(WaitingRider::close);
        }
    }

    /** More than one in a window. */
    private static List<String> tooSoon(List<Duration> probes) {
        List<String> found = new ArrayList<>();
        for (int i = 1; i < probes.size(); i++) {
            Duration apart = probes.get(i).minus(probes.get(i - 1));
            if (apart.compareTo(WINDOW.minus(WINDOW_TOLERANCE)) < 0)
                found.add("the gateway was probed again after %d ms".formatted(apart.toMillis()));
        }
        return found;
    }

    private static long least(List<Duration> probes) {
        long least = Long.MAX_VALUE;
        for (int i = 1; i < probes.size(); i++)
            least = Math.min(least, probes.get(i).minus(probes.get(i - 1)).toMillis());
        return least == Long.MAX_VALUE ? 0 : least;
    }

    /** Of the nearest rank; 0 of none. */
    static long percentile(List<Long> values, int percent) {
        if (values.isEmpty()) return 0;
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
    }

    private static String half(Stage stage, SteadyRides load, List<String> violations) throws IOException {
        Cluster cluster = stage.cluster();
        load.awaitMore(PAIRS);
        cluster.gatewayBehaves(HALF);
        long began = System.nanoTime();
        try {
            Wait.until("the breaker opens", OPEN_LIMIT, () -> cluster.meter(Role.PAYMENT, CIRCUIT) > 0);
        } finally {
            cluster.gatewayBehaves(WELL);
        }
        Duration opened = Duration.ofNanos(System.nanoTime() - began);
        if (stage.full() && opened.compareTo(OPEN_GOAL) > 0)
            violations.add("the breaker opened %d s after every second call failed".formatted(opened.toSeconds()));
        load.awaitMore(PAIRS);
        return String.format(
                Locale.ROOT,
                "every second call failing: the breaker opened after %.1f s (goal %d), and rides went on",
                opened.toMillis() / 1e3,
                OPEN_GOAL.toSeconds());
    }
}

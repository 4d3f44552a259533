package io.tanda.verification;

import io.tanda.client.Answer;
import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Calls.Driver;
import io.tanda.verification.Member.Signal;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Only web and booking are left, and the database: riders book, and are driven when the others are back. */
final class FrontsAlone implements Figure {
    private static final Duration ALONE = Duration.ofMinutes(5);
    private static final Duration ALONE_SHORT = Duration.ofSeconds(20);
    private static final int BOOKINGS_A_SECOND = 5;
    /** Of those booked last; the others are canceled by their riders. */
    private static final int DRIVEN = 5;

    private static final Duration DISPATCH_LIMIT = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "alone";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Broken {
        Cluster cluster = stage.cluster();
        List<String> violations = new ArrayList<>();
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), cluster);
            List<Driver> drivers = new ArrayList<>();
            for (int i = 0; i < DRIVEN; i++) drivers.add(calls.driver());
            Map<Role, Integer> before = killOthers(cluster);
            List<Booked> booked = new ArrayList<>();
            int asked = 0;
            long end = System.nanoTime() + (stage.full() ? ALONE : ALONE_SHORT).toNanos();
            while (System.nanoTime() < end) {
                asked++;
                try {
                    booked.add(calls.book());
                } catch (Broken e) {
                    // It is noted, and the next one books.
                }
                Wait.pass(Duration.ofMillis(TimeUnit.SECONDS.toMillis(1) / BOOKINGS_A_SECOND));
            }
            cluster.kafkaAgain();
            for (Map.Entry<Role, Integer> role : before.entrySet()) cluster.startUpTo(role.getKey(), role.getValue());
            long backNanos = System.nanoTime();
            for (int i = 0; i < DRIVEN && i < booked.size(); i++)
                drive(calls, drivers.get(i), booked.get(booked.size() - 1 - i));
            double seconds = (System.nanoTime() - backNanos) / 1e9;
            for (Booked ride : booked.subList(0, Math.max(0, booked.size() - DRIVEN))) cancel(calls, ride);
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, DRIVEN));
            return new Finding(
                    "booking answers while all others and Kafka are gone, and dispatch takes up what waited",
                    1,
                    violations,
                    "answered / asked: %d / %d = %.3f %%; %d rides taken %.1f s after the return"
                            .formatted(booked.size(), asked, 100.0 * booked.size() / asked, DRIVEN, seconds));
        }
    }

    /** @return how many of each there were */
    private static Map<Role, Integer> killOthers(Cluster cluster) throws IOException {
        Map<Role, Integer> before = new EnumMap<>(Role.class);
        for (Member member : cluster.members()) {
            if (member.role() == Role.FRONT) continue;
            before.merge(member.role(), 1, Integer::sum);
            member.send(Signal.KILL);
            member.awaitEnd(Cluster.STOP_LIMIT);
            cluster.forget(member);
        }
        cluster.stopKafka();
        return before;
    }

    private static void drive(Calls calls, Driver driver, Booked ride) throws IOException {
        Wait.until("dispatch has " + ride.id(), DISPATCH_LIMIT, () -> {
            UUID key = UUID.randomUUID();
            try {
                return calls.answered("accept", () -> calls.client().acceptCall(driver.token(), key, ride.id()))
                        instanceof Answer.Ok;
            } catch (Broken e) {
                return false;
            }
        });
        try {
            UUID arrive = UUID.randomUUID();
            calls.done("arrive", () -> calls.client().arrive(driver.token(), arrive, ride.id()));
            UUID pickUp = UUID.randomUUID();
            calls.done("pick up", () -> calls.client().pickUp(driver.token(), pickUp, ride.id()));
            UUID dropOff = UUID.randomUUID();
            calls.done("drop off", () -> calls.client().dropOff(driver.token(), dropOff, ride.id(), null, null));
        } catch (Broken e) {
            // It is noted.
            return;
        }
    }

    private static void cancel(Calls calls, Booked ride) throws IOException {
        UUID key = UUID.randomUUID();
        try {
            // Refused where dispatch, late as it is, has found no taxi meanwhile.
            calls.answered("cancel", () -> calls.client().cancel(ride.token(), key, ride.id(), "no longer needed"));
        } catch (Broken e) {
            return;
        }
        Wait.until("the end of " + ride.id(), DISPATCH_LIMIT, () -> {
            try {
                return calls.done("look", () -> calls.client().booking(ride.token(), ride.id()))
                        .status()
                        .terminal();
            } catch (Broken e) {
                return false;
            }
        });
    }
}

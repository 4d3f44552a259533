package io.tanda.verification;

import io.tanda.client.Answer;
import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Calls.Driver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Many drivers accept two calls at the same moment, over three processes that dispatch: each call gets one, and nobody gets both. */
final class AcceptRace implements Figure {
    private static final int DISPATCHERS = 3;
    private static final int DRIVERS = 50;
    private static final int RIDES = 1_000;
    private static final int RIDES_SHORT = 40;
    private static final long LOOK_EVERY_MILLIS = 20;

    @Override
    public String name() {
        return "race";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Broken {
        stage.cluster().startUpTo(Role.DISPATCH, DISPATCHERS);
        int rides = stage.full() ? RIDES : RIDES_SHORT;
        List<String> violations = new ArrayList<>();
        List<Long> acceptMillis = new ArrayList<>();
        try (Calls calls = stage.patient();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Truth truth = new Truth(stage.vertx(), stage.cluster());
            List<Driver> drivers = new ArrayList<>();
            for (int i = 0; i < DRIVERS; i++) drivers.add(calls.driver());
            for (int driven = 0; driven < rides; driven += 2) {
                List<Booked> calledFor = List.of(calls.book(), calls.book());
                Map<Booked, Driver> winners = race(calls, threads, drivers, calledFor, violations, acceptMillis);
                for (Map.Entry<Booked, Driver> won : winners.entrySet()) drive(calls, won.getValue(), won.getKey());
            }
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, rides));
        }
        long[] sorted =
                acceptMillis.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Finding(
                "one driver for each call, one call for each driver",
                rides,
                violations,
                "%,d accepts over %d processes, p50 %d ms, p99 %d ms"
                        .formatted(
                                sorted.length,
                                DISPATCHERS,
                                sorted[sorted.length / 2],
                                sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)]));
    }

    private record Won(Booked ride, Driver driver) {}

    private static Map<Booked, Driver> race(
            Calls calls,
            ExecutorService threads,
            List<Driver> drivers,
            List<Booked> rides,
            List<String> violations,
            List<Long> acceptMillis)
            throws Broken {
        List<Future<List<Won>>> asked = new ArrayList<>();
        for (int i = 0; i < drivers.size(); i++) {
            Driver driver = drivers.get(i);
            List<Booked> order = i % 2 == 0 ? rides : rides.reversed();
            asked.add(threads.submit(() -> {
                List<Won> won = new ArrayList<>();
                for (Booked ride : order) if (accept(calls, driver, ride, acceptMillis)) won.add(new Won(ride, driver));
                return won;
            }));
        }
        Map<Booked, Driver> winners = new HashMap<>();
        Map<DriverId, Integer> wins = new HashMap<>();
        for (Future<List<Won>> each : asked) {
            for (Won won : get(calls, each)) {
                Driver former = winners.put(won.ride(), won.driver());
                if (former != null)
                    violations.add(won.ride().id() + " was given to " + former.id() + " and to "
                            + won.driver().id());
                if (wins.merge(won.driver().id(), 1, Integer::sum) > 1)
                    violations.add(won.driver().id() + " was given two rides");
            }
        }
        for (Booked ride : rides) if (!winners.containsKey(ride)) violations.add(ride.id() + " was given to nobody");
        return winners;
    }

    /** Again and again until dispatch has heard of the ride. */
    private static boolean accept(Calls calls, Driver driver, Booked ride, List<Long> acceptMillis) throws Broken {
        while (true) {
            UUID key = UUID.randomUUID();
            long began = System.nanoTime();
            Answer<DriverRide> answer =
                    calls.answered("accept", () -> calls.client().acceptCall(driver.token(), key, ride.id()));
            if (answer.status() != 404) {
                synchronized (acceptMillis) {
                    acceptMillis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
                }
                return answer instanceof Answer.Ok;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    private static void drive(Calls calls, Driver driver, Booked ride) throws Broken {
        for (String step : Arrays.asList("arrive", "pick up", "drop off")) {
            UUID key = UUID.randomUUID();
            calls.done(step, () -> switch (step) {
                case "arrive" -> calls.client().arrive(driver.token(), key, ride.id());
                case "pick up" -> calls.client().pickUp(driver.token(), key, ride.id());
                default -> calls.client().dropOff(driver.token(), key, ride.id(), null, null);
            });
        }
    }

    private static <T> T get(Calls calls, Future<T> future) throws Broken {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Broken broken) throw broken;
            throw calls.broken("a driver's thread: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw calls.broken("interrupted");
        }
    }
}

package io.tanda.verification;

import io.tanda.client.Answer;
import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Calls.Driver;
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

/** Drivers who all accept the same two calls at the same moment, half of them in the other order, and drive what they won. */
final class Race {
    private static final int DRIVERS = 50;
    private static final long LOOK_EVERY_MILLIS = 20;

    private final Calls calls;
    private final List<Driver> drivers = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final List<Long> acceptMillis = new ArrayList<>();

    Race(Calls calls) throws Broken {
        this.calls = calls;
        for (int i = 0; i < DRIVERS; i++) drivers.add(calls.driver());
    }

    /** Two calls after two others, all driven to their end. */
    void run(int rides) throws Broken {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int driven = 0; driven < rides; driven += 2) {
                Map<Booked, Driver> winners = race(threads, List.of(calls.book(), calls.book()));
                for (Map.Entry<Booked, Driver> won : winners.entrySet()) {
                    try {
                        drive(won.getValue(), won.getKey());
                    } catch (Broken e) {
                        // It is noted. The others go on, and what is recorded is looked at all the same.
                    }
                }
            }
        }
    }

    /** Of two drivers with one ride, two rides with one driver, and rides with none. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    String measured() {
        long[] sorted =
                acceptMillis.stream().mapToLong(Long::longValue).sorted().toArray();
        return "%,d accepts, p50 %d ms, p99 %d ms"
                .formatted(
                        sorted.length,
                        sorted[sorted.length / 2],
                        sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)]);
    }

    private record Won(Booked ride, Driver driver) {}

    private Map<Booked, Driver> race(ExecutorService threads, List<Booked> rides) throws Broken {
        List<Future<List<Won>>> asked = new ArrayList<>();
        for (int i = 0; i < drivers.size(); i++) {
            Driver driver = drivers.get(i);
            List<Booked> order = i % 2 == 0 ? rides : rides.reversed();
            asked.add(threads.submit(() -> {
                List<Won> won = new ArrayList<>();
                for (Booked ride : order) if (accept(driver, ride)) won.add(new Won(ride, driver));
                return won;
            }));
        }
        Map<Booked, Driver> winners = new HashMap<>();
        Map<DriverId, Integer> wins = new HashMap<>();
        for (Future<List<Won>> each : asked) {
            for (Won won : get(each)) {
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
    private boolean accept(Driver driver, Booked ride) throws Broken {
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

    private void drive(Driver driver, Booked ride) throws Broken {
        for (String step : Arrays.asList("arrive", "pick up", "drop off")) {
            UUID key = UUID.randomUUID();
            calls.done(step, () -> switch (step) {
                case "arrive" -> calls.client().arrive(driver.token(), key, ride.id());
                case "pick up" -> calls.client().pickUp(driver.token(), key, ride.id());
                default -> calls.client().dropOff(driver.token(), key, ride.id(), null, null);
            });
        }
    }

    private <T> T get(Future<T> future) throws Broken {
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

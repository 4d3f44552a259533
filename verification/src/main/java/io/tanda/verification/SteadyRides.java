package io.tanda.verification;

import io.tanda.client.Answer;
import io.tanda.contract.RideStatus;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Calls.Driver;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Riders, each with a driver of his own who drives him: one whole ride after another until it ends. */
final class SteadyRides {
    /** Before the next ride of the same two: about a third of two cores, so that what starts beside it can. */
    private static final Duration REST = Duration.ofSeconds(1);

    /** Between two looks at what is to come. */
    private static final long LOOK_EVERY_MILLIS = 100;
    /** A call that nobody could take for so long, or a ride not paid for, is stuck. */
    private static final Duration STUCK = Duration.ofSeconds(60);
    /** The ride under way, to its end. */
    private static final Duration END_LIMIT = Duration.ofMinutes(3);
    /** Several come to their end in a second, even where all processes share two cores. */
    private static final Duration RIDE_LIMIT = Duration.ofSeconds(1);

    /** Hears of whom and what there is, before he does something. */
    interface Watch {
        void driver(Driver driver);

        void booked(Booked ride);
    }

    private static final Watch NOBODY = new Watch() {
        @Override
        public void driver(Driver driver) {}

        @Override
        public void booked(Booked ride) {}
    };

    private final Calls calls;
    private final Duration leg;
    private final Watch watch;
    private final AtomicLong completed = new AtomicLong();
    private final List<Thread> pairs = new ArrayList<>();
    private volatile boolean over;

    SteadyRides(Calls calls, int pairs) throws Broken {
        this(calls, pairs, Duration.ZERO, NOBODY);
    }

    /** @param leg before each step of a ride */
    SteadyRides(Calls calls, int pairs, Duration leg, Watch watch) throws Broken {
        this.calls = calls;
        this.leg = leg;
        this.watch = watch;
        for (int i = 0; i < pairs; i++) {
            Driver driver = calls.driver();
            watch.driver(driver);
            this.pairs.add(Thread.ofVirtual().name("pair-" + i).start(() -> ride(driver)));
        }
    }

    /** Rides that were completed and paid. */
    long completed() {
        return completed.get();
    }

    void awaitMore(long rides) throws IOException {
        long before = completed();
        Duration limit = END_LIMIT.plus(RIDE_LIMIT.multipliedBy(rides));
        Wait.until(rides + " more rides are completed", limit, () -> completed() >= before + rides);
    }

    private void ride(Driver driver) {
        while (!over) {
            try {
                Booked ride = calls.book();
                watch.booked(ride);
                drive(driver, ride);
                completed.incrementAndGet();
                LockSupport.parkNanos(REST.toNanos());
            } catch (Broken e) {
                // It is noted. Somebody else's ride goes on.
                return;
            }
        }
    }

    private void drive(Driver driver, Booked ride) throws Broken {
        long giveUp = System.nanoTime() + STUCK.toNanos();
        while (!(accept(driver, ride) instanceof Answer.Ok<DriverRide>)) {
            if (System.nanoTime() > giveUp) throw calls.broken("nobody could take " + ride.id());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
        LockSupport.parkNanos(leg.toNanos());
        UUID arrive = UUID.randomUUID();
        calls.done("arrive", () -> calls.client().arrive(driver.token(), arrive, ride.id()));
        LockSupport.parkNanos(leg.toNanos());
        UUID pickUp = UUID.randomUUID();
        calls.done("pick up", () -> calls.client().pickUp(driver.token(), pickUp, ride.id()));
        LockSupport.parkNanos(leg.toNanos());
        UUID dropOff = UUID.randomUUID();
        calls.done("drop off", () -> calls.client().dropOff(driver.token(), dropOff, ride.id(), null, null));
        giveUp = System.nanoTime() + STUCK.toNanos();
        while (calls.done("look", () -> calls.client().booking(ride.token(), ride.id()))
                        .status()
                != RideStatus.COMPLETED) {
            if (System.nanoTime() > giveUp) throw calls.broken(ride.id() + " is not completed");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_EVERY_MILLIS));
        }
    }

    /** Refused until dispatch has heard of it; the ride is nobody else's. */
    private Answer<DriverRide> accept(Driver driver, Booked ride) throws Broken {
        UUID key = UUID.randomUUID();
        return calls.answered("accept", () -> calls.client().acceptCall(driver.token(), key, ride.id()));
    }

    /** Every ride under way is driven to its end. */
    void end() {
        over = true;
        for (Thread pair : pairs) {
            try {
                if (!pair.join(END_LIMIT)) calls.broken(pair.getName() + " has not come to the end of a ride");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}

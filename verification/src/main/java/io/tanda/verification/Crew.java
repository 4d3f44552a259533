package io.tanda.verification;

import io.tanda.client.Answer;
import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Calls.Driver;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Drivers who take what riders have booked, each one ride after another, and drive it to the drop-off. */
final class Crew {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Calls calls;
    private final BlockingQueue<Driver> free = new LinkedBlockingQueue<>();
    private final AtomicLong lastTakenNanos = new AtomicLong(System.nanoTime());
    private final AtomicInteger droppedOff = new AtomicInteger();
    private final Queue<DropOff> dropOffs = new ConcurrentLinkedQueue<>();

    private record DropOff(long askedNanos, long tookNanos) {}

    Crew(Calls calls, int drivers) throws Broken {
        this.calls = calls;
        for (int i = 0; i < drivers; i++) free.add(calls.driver());
    }

    /** By the next who is free, as soon as dispatch has heard of it; unless it is over by then. */
    void drive(WaitingRider rider) {
        Thread.ofVirtual().name("crew").start(() -> {
            try {
                Driver driver = free.take();
                try {
                    if (takes(driver, rider)) dropOff(driver, rider.ride());
                } finally {
                    free.add(driver);
                }
            } catch (Broken e) {
                // It is noted.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean takes(Driver driver, WaitingRider rider) throws Broken {
        while (!rider.isOver()) {
            UUID key = UUID.randomUUID();
            if (calls.answered(
                            "accept",
                            () -> calls.client()
                                    .acceptCall(
                                            driver.token(), key, rider.ride().id()))
                    instanceof Answer.Ok) {
                lastTakenNanos.set(System.nanoTime());
                return true;
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return false;
    }

    private void dropOff(Driver driver, Booked ride) throws Broken {
        UUID arrive = UUID.randomUUID();
        calls.done("arrive", () -> calls.client().arrive(driver.token(), arrive, ride.id()));
        UUID pickUp = UUID.randomUUID();
        calls.done("pick up", () -> calls.client().pickUp(driver.token(), pickUp, ride.id()));
        UUID dropOff = UUID.randomUUID();
        long asked = System.nanoTime();
        calls.done("drop off", () -> calls.client().dropOff(driver.token(), dropOff, ride.id(), null, null));
        dropOffs.add(new DropOff(asked, System.nanoTime() - asked));
        droppedOff.incrementAndGet();
    }

    int droppedOff() {
        return droppedOff.get();
    }

    /** How long those took that were asked since. @param nanos by {@link System#nanoTime()} */
    List<Long> dropOffMillisSince(long nanos) {
        return dropOffs.stream()
                .filter(each -> each.askedNanos() - nanos >= 0)
                .map(each -> TimeUnit.NANOSECONDS.toMillis(each.tookNanos()))
                .toList();
    }

    /** @param nanos by {@link System#nanoTime()} */
    boolean hasTakenSince(long nanos) {
        return lastTakenNanos.get() - nanos >= 0;
    }
}

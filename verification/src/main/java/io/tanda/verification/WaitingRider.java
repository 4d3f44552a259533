package io.tanda.verification;

import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.verification.Calls.Booked;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A rider who has booked and listens: when he was told what comes of it (A5), and when it was over. */
final class WaitingRider implements AutoCloseable {
    private static final Set<String> ANSWERS =
            Set.of("booking.driver-assigned.v1", "booking.no-drivers-available.v1", "booking.search-delayed.v1");

    private static final String COMPLETED = "booking.ride-completed.v1";
    private static final String FROM_THE_BEGINNING = "0";
    private static final long NOT_YET = Long.MIN_VALUE;

    private final Booked ride;
    private final long bookedNanos = System.nanoTime();
    private final AtomicLong waitedNanos = new AtomicLong(NOT_YET);
    private final AtomicLong completedNanos = new AtomicLong(NOT_YET);
    private final EventStream stream;

    WaitingRider(TandaClient client, Booked ride) {
        this.ride = ride;
        this.stream = client.bookingEvents(ride.token(), ride.id(), FROM_THE_BEGINNING, this::hear);
    }

    private void hear(EventStream.Event event) {
        if (ANSWERS.contains(event.type())) waitedNanos.compareAndSet(NOT_YET, System.nanoTime() - bookedNanos);
        if (event.type().equals(COMPLETED)) completedNanos.set(System.nanoTime());
    }

    Booked ride() {
        return ride;
    }

    boolean isTold() {
        return waitedNanos.get() != NOT_YET;
    }

    /** Until he was told, or until now. */
    Duration waited() {
        return Duration.ofNanos(isTold() ? waitedNanos.get() : System.nanoTime() - bookedNanos);
    }

    /** @param nanos by {@link System#nanoTime()} */
    boolean completedSince(long nanos) {
        long completed = completedNanos.get();
        return completed != NOT_YET && completed - nanos >= 0;
    }

    /** The ride has ended, one way or another: so the stream has. */
    boolean isOver() {
        return stream.ended().isComplete();
    }

    @Override
    public void close() {
        stream.close();
    }
}

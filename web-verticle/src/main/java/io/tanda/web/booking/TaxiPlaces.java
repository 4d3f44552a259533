package io.tanda.web.booking;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.platform.bus.Bus;
import io.tanda.web.http.LiveFeed;
import io.tanda.web.security.Caller;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the taxi is, told to riders who wait for it, between the events of their booking's stream and without an id: what a stream is
 * resumed after stays an event, and a place that was lost is followed by a newer one. Dispatch says whether a rider may see it.
 *
 * <p>Lives on one event loop.
 */
final class TaxiPlaces implements LiveFeed {
    static final String MOVED = "taxi.moved";

    /** Questions under way: dispatch has others to answer. Those beyond it are asked at the next look. */
    private static final int MAX_ASKING = 50;

    private static final Logger log = LoggerFactory.getLogger(TaxiPlaces.class);

    private final LiveFeed events;
    private final Bus bus;
    private final InstantSource domainTime;
    /** Who was asked for longest ago comes first; who is asked for now is not in it. */
    private final Deque<Watcher> watchers = new ArrayDeque<>();

    private int asking;

    /** @param events the booking's own */
    TaxiPlaces(LiveFeed events, Bus bus, InstantSource domainTime) {
        this.events = events;
        this.bus = bus;
        this.domainTime = domainTime;
    }

    /** @param eta at the pick-up; absent = nobody knows */
    record Moved(
            RideId ride, RideDriver.Seen taxi, @Nullable Instant eta) {}

    private static final class Watcher {
        final DispatchQuery.DriverOf question;
        final HttpServerResponse response;
        RideDriver.@Nullable Seen last;

        Watcher(DispatchQuery.DriverOf question, HttpServerResponse response) {
            this.question = question;
            this.response = response;
        }

        boolean isGone() {
            return response.ended() || response.closed();
        }
    }

    @Override
    public Future<Opened> open(UUID key, long after, Caller caller, HttpServerResponse response) {
        return events.open(key, after, caller, response).onSuccess(opened -> {
            if (opened == Opened.OPEN)
                watchers.add(new Watcher(new DispatchQuery.DriverOf(new RideId(key), caller.rider()), response));
        });
    }

    /** Called every 2 s. */
    void look() {
        watchers.removeIf(Watcher::isGone);
        for (int due = watchers.size(); due > 0 && asking < MAX_ASKING; due--) ask(watchers.removeFirst());
    }

    private void ask(Watcher watcher) {
        asking++;
        Request<DispatchQuery.DriverOf> request =
                new Request<>(CommandId.next(), Actor.SYSTEM, domainTime.instant(), null, null, watcher.question);
        bus.ask(DispatchAddresses.DRIVER_OF, request)
                .onSuccess(reply -> {
                    // Refused: nobody has the ride yet, or nobody any more.
                    if (reply instanceof Reply.Done<RideDriver> done) tell(watcher, done.value());
                })
                .onFailure(failure -> log.debug("no place of a taxi: {}", failure.getMessage()))
                .onComplete(answered -> {
                    asking--;
                    watchers.addLast(watcher);
                });
    }

    private static void tell(Watcher watcher, RideDriver driver) {
        RideDriver.Seen taxi = driver.taxi();
        if (driver.status() != RideStatus.ACCEPTED || taxi == null || taxi.equals(watcher.last)) return;
        // Who is slow with events is closed for it; here he misses a place.
        if (watcher.isGone() || watcher.response.writeQueueFull()) return;
        watcher.last = taxi;
        Moved moved = new Moved(driver.ride(), taxi, driver.eta());
        watcher.response
                .write("event: " + MOVED + "\ndata: " + Wire.encodeText(moved) + "\n\n")
                .onFailure(gone -> log.debug("a rider was already gone: {}", gone.getMessage()));
    }
}

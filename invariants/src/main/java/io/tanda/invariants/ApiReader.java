package io.tanda.invariants;

import io.tanda.client.Answer;
import io.tanda.client.TandaClient;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.history.RideRecord;
import io.tanda.invariants.Snapshot.Seen;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API tells an operator of bookings and of history. */
final class ApiReader {
    private static final int PAGE_RIDES = 100;
    /** Bookings asked for at once. */
    private static final int AT_ONCE = 16;

    private final TandaClient api;
    private final String operator;

    ApiReader(TandaClient api, String operator) {
        this.api = api;
        this.operator = operator;
    }

    Future<Map<RideId, RideRecord>> history(Since since) {
        Map<RideId, RideRecord> history = new HashMap<>();
        return readHistory(since, null, history).map(history);
    }

    private Future<Void> readHistory(Since since, @Nullable String cursor, Map<RideId, RideRecord> history) {
        return api.history(operator, null, since.domain(), cursor, PAGE_RIDES)
                .map(Answer::get)
                .compose(page -> {
                    for (RideRecord row : page.items()) history.put(row.id(), row);
                    String next = page.next();
                    return next == null ? Future.succeededFuture() : readHistory(since, next, history);
                });
    }

    /** Those that are found. */
    Future<Map<RideId, Seen>> bookings(Set<RideId> rides) {
        Map<RideId, Seen> bookings = new HashMap<>();
        Iterator<RideId> rest = rides.iterator();
        List<Future<Void>> readers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) readers.add(readNextBooking(rest, bookings));
        return Future.all(readers).map(bookings);
    }

    private Future<Void> readNextBooking(Iterator<RideId> rest, Map<RideId, Seen> bookings) {
        if (!rest.hasNext()) return Future.succeededFuture();
        RideId ride = rest.next();
        return api.booking(operator, ride).compose(answer -> {
            if (answer instanceof Answer.Ok<BookingView> found) bookings.put(ride, seen(found.body()));
            return readNextBooking(rest, bookings);
        });
    }

    private static Seen seen(BookingView view) {
        return new Seen(view.rider(), view.status(), view.version(), view.paid());
    }
}

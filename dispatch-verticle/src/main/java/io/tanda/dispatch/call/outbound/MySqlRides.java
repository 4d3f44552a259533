package io.tanda.dispatch.call.outbound;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.application.Found;
import io.tanda.dispatch.call.application.Rides;
import io.tanda.dispatch.call.application.SentOffer;
import io.tanda.dispatch.call.application.StoredOffer;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.store.Places;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Calls, rides, offers and feeds in MySQL, as they are read; {@link CallRows} writes them. */
public final class MySqlRides implements Rides {
    private final Store store;

    public MySqlRides(Store store) {
        this.store = store;
    }

    @Override
    public Future<Optional<Found>> find(RideId ride) {
        return store.query(CallSql.FIND_RIDE, ride).map(rows -> Rows.first(rows).map(RideRow::found));
    }

    @Override
    public Future<Optional<Found>> of(DriverId driver) {
        return store.query(CallSql.RIDE_OF_DRIVER, driver)
                .map(rows -> Rows.first(rows).map(RideRow::found));
    }

    @Override
    public Future<Optional<StoredOffer>> offer(OfferId offer) {
        return store.query(CallSql.FIND_OFFER, offer)
                .map(rows -> Rows.first(rows).map(RideRow::offer));
    }

    @Override
    public Future<List<SentOffer>> waiting(RideId ride) {
        return store.query(CallSql.WAITING_OFFERS, ride)
                .map(rows -> all(
                        rows,
                        row -> new SentOffer(
                                new OfferId(Rows.uuid(row, "id")),
                                new DriverId(Rows.uuid(row, "driver")),
                                Rows.instant(row, "sent_at"),
                                Rows.instant(row, "expires_at"),
                                row.getLong("delivered_at") != null)));
    }

    @Override
    public Future<List<Available>> available(Ride.Open call, List<DriverId> nearest, Instant now) {
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(now);
        arguments.add(call.order().passengers());
        arguments.add(call.id());
        arguments.add(call.attempt());
        return listing(CallSql::available, arguments, nearest)
                .map(rows -> all(
                        rows,
                        row -> new Available(
                                new DriverId(Rows.uuid(row, "id")),
                                new TaxiId(Rows.uuid(row, "taxi")),
                                row.getLong("offered") != 0)));
    }

    @Override
    public Future<List<DriverId>> free(List<DriverId> nearest) {
        return listing(CallSql::free, new ArrayList<>(), nearest)
                .map(rows -> all(rows, row -> new DriverId(Rows.uuid(row, "id"))));
    }

    private Future<RowSet<Row>> listing(
            IntFunction<String> sql, List<@Nullable Object> arguments, List<DriverId> drivers) {
        List<DriverId> places = Places.filled(drivers);
        arguments.addAll(places);
        return store.query(sql.apply(places.size()), arguments.toArray());
    }

    @Override
    public Future<List<StoredOffer>> offers(RideId ride) {
        return store.query(CallSql.OFFERS_OF_RIDE, ride).map(rows -> all(rows, RideRow::offer));
    }

    @Override
    public Future<List<ToPickup>> toPickup(Instant acceptedUntil, int limit) {
        return store.query(CallSql.TO_PICKUP, acceptedUntil, limit)
                .map(rows -> all(
                        rows,
                        row -> new ToPickup(
                                new RideId(Rows.uuid(row, "id")),
                                new DriverId(Rows.uuid(row, "driver")),
                                row.getLong("silent_since") != null)));
    }

    @Override
    public Future<List<Offer>> openOffersOf(DriverId driver, Instant now) {
        return store.query(CallSql.OFFERS_OF_DRIVER, driver, now)
                .map(rows -> all(rows, row -> RideRow.offer(row).view(RideRow.order(row))));
    }

    @Override
    public Future<List<Ride.Open>> openCalls(Box around, Instant now, int limit) {
        return store.query(CallSql.OPEN_CALLS, now, around.south(), around.north(), around.west(), around.east(), limit)
                .map(rows -> all(rows, RideRow::open));
    }

    /** Who finds nothing may have been away for longer than his next entries are kept: he goes on with the first that is there. */
    @Override
    public Future<List<DriverFeed.Entry>> feed(Map<DriverId, Long> after) {
        return next(after).compose(next -> {
            Map<DriverId, Long> others = new HashMap<>(after);
            for (DriverFeed.Entry entry : next) others.remove(entry.driver());
            return others.isEmpty()
                    ? Future.succeededFuture(next)
                    : beforeFirst(others).compose(this::next).map(past -> {
                        next.addAll(past);
                        return next;
                    });
        });
    }

    private Future<List<DriverFeed.Entry>> next(Map<DriverId, Long> after) {
        if (after.isEmpty()) return Future.succeededFuture(new ArrayList<>());
        List<Map.Entry<DriverId, Long>> places = Places.filled(List.copyOf(after.entrySet()));
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Map.Entry<DriverId, Long> driver : places) {
            arguments.add(driver.getKey());
            arguments.add(driver.getValue());
            arguments.add(driver.getValue() + DriverFeed.MAX_ENTRIES_PER_DRIVER);
        }
        return store.query(CallSql.feed(places.size()), arguments.toArray())
                .map(rows -> all(
                        rows,
                        row -> new DriverFeed.Entry(
                                new DriverId(Rows.uuid(row, "driver")),
                                row.getLong("seq"),
                                row.getString("type"),
                                Rows.instant(row, "at"),
                                row.getString("body"))));
    }

    /** Of the drivers who have entries past a number, the number before the first of them. */
    private Future<Map<DriverId, Long>> beforeFirst(Map<DriverId, Long> after) {
        List<Map.Entry<DriverId, Long>> places = Places.filled(List.copyOf(after.entrySet()));
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Map.Entry<DriverId, Long> driver : places) {
            arguments.add(driver.getKey());
            arguments.add(driver.getValue());
        }
        return store.query(CallSql.firstPast(places.size()), arguments.toArray())
                .map(rows -> {
                    Map<DriverId, Long> before = new HashMap<>();
                    for (Row row : rows) before.put(new DriverId(Rows.uuid(row, "driver")), row.getLong("seq") - 1);
                    return before;
                });
    }

    @Override
    public Future<Long> feedEnd(DriverId driver) {
        return store.query(CallSql.FEED_END, driver)
                .map(rows -> rows.iterator().next().getLong("seq"));
    }

    private static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        for (Row row : rows) all.add(read.apply(row));
        return all;
    }
}

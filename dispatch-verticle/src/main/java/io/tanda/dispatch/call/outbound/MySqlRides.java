package io.tanda.dispatch.call.outbound;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchEvent.CallOpened;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.event.Recorded;
import io.tanda.dispatch.call.application.Change;
import io.tanda.dispatch.call.application.Deadlines;
import io.tanda.dispatch.call.application.Found;
import io.tanda.dispatch.call.application.Rides;
import io.tanda.dispatch.call.application.SentOffer;
import io.tanda.dispatch.call.application.StoredOffer;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Calls, rides, offers and feeds in MySQL. */
public final class MySqlRides implements Rides {
    /** Lists of ids are filled up to one of these lengths, so that few statements are prepared. */
    private static final int[] LENGTHS = {1, 4, 16, 64, 128, DriverFeed.MAX_DRIVERS};

    /** Feed entries read at once, for all drivers together; who got fewer asks again. */
    private static final int FEED_LIMIT = 5_000;

    private final Store store;
    private final Consumer<Nudge> nudges;

    public MySqlRides(Store store, Consumer<Nudge> nudges) {
        this.store = store;
        this.nudges = nudges;
    }

    @Override
    public Future<Optional<Found>> find(RideId ride) {
        return store.query(CallSql.FIND_RIDE, ride).map(rows -> first(rows, RideRow::found));
    }

    @Override
    public Future<Optional<StoredOffer>> offer(OfferId offer) {
        return store.query(CallSql.FIND_OFFER, offer).map(rows -> first(rows, RideRow::offer));
    }

    @Override
    public Future<List<SentOffer>> waiting(RideId ride) {
        return store.query(CallSql.WAITING_OFFERS, ride)
                .map(rows -> all(
                        rows,
                        row -> new SentOffer(
                                new OfferId(Store.uuid(row, "id")),
                                new DriverId(Store.uuid(row, "driver")),
                                Store.instant(row, "expires_at"))));
    }

    @Override
    public Future<List<Available>> available(Found call, List<DriverId> nearest, Instant now) {
        Ride.Open open = (Ride.Open) call.ride();
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(now);
        arguments.add(open.call().passengers());
        arguments.add(open.call().id());
        arguments.add(open.givenBack() + 1);
        return listing(CallSql::available, arguments, nearest)
                .map(rows -> all(
                        rows,
                        row -> new Available(
                                new DriverId(Store.uuid(row, "id")),
                                new TaxiId(Store.uuid(row, "taxi")),
                                row.getLong("offered") != 0)));
    }

    @Override
    public Future<List<DriverId>> free(List<DriverId> nearest) {
        return listing(CallSql::free, new ArrayList<>(), nearest)
                .map(rows -> all(rows, row -> new DriverId(Store.uuid(row, "id"))));
    }

    private Future<RowSet<Row>> listing(
            IntFunction<String> sql, List<@Nullable Object> arguments, List<DriverId> drivers) {
        int length = length(drivers.size());
        for (int i = 0; i < length; i++) arguments.add(drivers.get(Math.min(i, drivers.size() - 1)));
        return store.query(sql.apply(length), arguments.toArray());
    }

    private static int length(int size) {
        return Arrays.stream(LENGTHS)
                .filter(length -> length >= size)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("too many ids at once: " + size));
    }

    @Override
    public Future<List<StoredOffer>> offers(RideId ride) {
        return store.query(CallSql.OFFERS_OF_RIDE, ride).map(rows -> all(rows, RideRow::offer));
    }

    @Override
    public Future<List<Offer>> openOffersOf(DriverId driver, Instant now) {
        return store.query(CallSql.OFFERS_OF_DRIVER, driver, now)
                .map(rows -> all(rows, row -> RideRow.offer(row).view(RideRow.call(row))));
    }

    @Override
    public Future<List<Ride.Open>> openCalls(Box around, Instant now, int limit) {
        return store.query(CallSql.OPEN_CALLS, now, around.south(), around.north(), around.west(), around.east(), limit)
                .map(rows -> all(rows, RideRow::open));
    }

    @Override
    public Future<List<DriverFeed.Entry>> feed(Map<DriverId, Long> after) {
        List<Map.Entry<DriverId, Long>> drivers = new ArrayList<>(after.entrySet());
        int length = length(drivers.size());
        List<@Nullable Object> arguments = new ArrayList<>(2 * length);
        for (int i = 0; i < length; i++) {
            Map.Entry<DriverId, Long> driver = drivers.get(Math.min(i, drivers.size() - 1));
            arguments.add(driver.getKey());
            arguments.add(driver.getValue());
        }
        return store.query(CallSql.feed(length, FEED_LIMIT), arguments.toArray())
                .map(MySqlRides::entries);
    }

    private static List<DriverFeed.Entry> entries(RowSet<Row> rows) {
        List<DriverFeed.Entry> entries = new ArrayList<>(rows.size());
        UUID driver = null;
        int ofDriver = 0;
        for (Row row : rows) {
            UUID next = Store.uuid(row, "driver");
            ofDriver = next.equals(driver) ? ofDriver + 1 : 1;
            driver = next;
            if (ofDriver > DriverFeed.MAX_ENTRIES_PER_DRIVER) continue;
            entries.add(new DriverFeed.Entry(
                    new DriverId(next),
                    row.getLong("seq"),
                    row.getString("type"),
                    Store.instant(row, "at"),
                    row.getString("body")));
        }
        return entries;
    }

    @Override
    public Unit.Builder opening(Unit.Builder unit, CallOpened event, Change first, Recorded cause) {
        Found call = first.after();
        if (!(call.ride() instanceof Ride.Open open)) throw new IllegalArgumentException("not open: " + call);
        UUID id = open.call().id().value();
        unit.insert(
                        CallSql.RIDE,
                        id,
                        call.version(),
                        RideRow.state(open),
                        open.call().rider(),
                        open.call().pickup().lat(),
                        open.call().pickup().lng(),
                        open.call().dropoff().lat(),
                        open.call().dropoff().lng(),
                        open.call().passengers(),
                        open.call().openedAt(),
                        open.searchUntil(),
                        open.givenBack(),
                        call.sends(),
                        call.round(),
                        call.nextRoundAt())
                .events(DispatchEvent.TOPIC, 0, List.of(event), cause.actor(), cause.trace())
                .deadline(id, Deadlines.ROUND, call.nextRoundAt())
                .deadline(id, Deadlines.SEARCH, open.searchUntil());
        return offers(unit, first);
    }

    @Override
    public Unit.Builder changing(Unit.Builder unit, Change change) {
        Found before = change.before();
        Found after = change.after();
        UUID id = before.ride().call().id().value();
        if (change.events().isEmpty())
            unit.change(
                    CallSql.NEXT_ROUND,
                    after.sends(),
                    after.round(),
                    after.nextRoundAt(),
                    id,
                    before.version(),
                    before.sends());
        else
            unit.change(CallSql.CHANGE_RIDE, RideRow.changing(before, after))
                    .events(DispatchEvent.TOPIC, before.version(), change.events(), change.actor(), change.trace());
        return deadlines(offers(unit, change), id, before.ride(), after);
    }

    /** The change's offers, and what drivers are told. */
    private Unit.Builder offers(Unit.Builder unit, Change change) {
        for (StoredOffer offer : change.sent())
            unit.insert(
                    CallSql.OFFER,
                    offer.id(),
                    offer.ride(),
                    offer.driver(),
                    offer.attempt(),
                    offer.status().wireName(),
                    offer.metersAway(),
                    offer.pickupSeconds(),
                    offer.sentAt(),
                    offer.expiresAt());
        for (Change.Closed closed : change.closed())
            unit.run(CallSql.CLOSE_OFFER, closed.status().wireName(), closed.offer());
        StoredOffer taken = change.taken();
        if (taken != null)
            unit.run(
                    CallSql.TAKE_OFFER,
                    taken.id(),
                    taken.ride(),
                    taken.driver(),
                    taken.attempt(),
                    taken.metersAway(),
                    taken.pickupSeconds(),
                    taken.sentAt(),
                    taken.expiresAt());
        for (Change.Told told : change.told())
            unit.run(CallSql.TELL, told.type(), told.at(), told.body(), told.driver());
        if (!change.told().isEmpty()) {
            List<UUID> drivers =
                    change.told().stream().map(told -> told.driver().value()).toList();
            unit.afterwards(() -> nudges.accept(new Nudge(Nudge.DRIVER, drivers)));
        }
        return unit;
    }

    /** Only what differs from before: each is a statement. */
    private static Unit.Builder deadlines(Unit.Builder unit, UUID id, Ride before, Found after) {
        if (after.ride() instanceof Ride.Open open) {
            unit.deadline(id, Deadlines.ROUND, after.nextRoundAt());
            if (!(before instanceof Ride.Open)) unit.deadline(id, Deadlines.SEARCH, open.searchUntil());
        } else if (before instanceof Ride.Open) {
            unit.noDeadline(id, Deadlines.ROUND).noDeadline(id, Deadlines.SEARCH);
        }
        if (after.ride() instanceof Ride.Active active)
            unit.deadline(id, Deadlines.OVERDUE, Deadlines.overdueAt(active));
        else if (before instanceof Ride.Active) unit.noDeadline(id, Deadlines.OVERDUE);
        return unit;
    }

    @Override
    public Unit.Builder declining(Unit.Builder unit, StoredOffer offer) {
        return unit.change(CallSql.CLOSE_OFFER, offer.status().wireName(), offer.id());
    }

    public static <T> Optional<T> first(RowSet<Row> rows, Function<Row, T> read) {
        var iterator = rows.iterator();
        return iterator.hasNext() ? Optional.of(read.apply(iterator.next())) : Optional.empty();
    }

    public static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
        List<T> all = new ArrayList<>(rows.size());
        for (Row row : rows) all.add(read.apply(row));
        return all;
    }
}

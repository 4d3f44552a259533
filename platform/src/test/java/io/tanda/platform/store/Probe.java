package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A store on the probe's schema, and units of work on its one table. */
final class Probe {
    static final Insert THING = Insert.into("thing", "id", "version", "owner");
    static final String CHANGE = "UPDATE thing SET version = version + 1 WHERE id = ? AND version = ?";
    static final Instant AT = Instant.parse("2013-01-01T00:00:00.123456Z");

    /** Both lines work whenever anything waits. */
    static final CommitLimits TWO_LINES = new CommitLimits(10_000, 5_000, 100, 1, 0);

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Store store;
    private final Context context;

    private Probe(Vertx vertx, StoreConfig config, CommitLimits limits, InstantSource real, LongSupplier nanos) {
        context = vertx.getOrCreateContext();
        store = await(Future.future(opened -> context.runOnContext(now ->
                Store.open(vertx, config, "probe", meters, limits, real, nanos).onComplete(opened))));
    }

    static Probe open(Vertx vertx) {
        return open(vertx, TestStore.freshConfig("probe"), TWO_LINES);
    }

    static Probe open(Vertx vertx, StoreConfig config, CommitLimits limits) {
        return open(vertx, config, limits, System::nanoTime);
    }

    static Probe open(Vertx vertx, StoreConfig config, CommitLimits limits, LongSupplier nanos) {
        return new Probe(vertx, config, limits, InstantSource.system(), nanos);
    }

    static Probe open(Vertx vertx, StoreConfig config, InstantSource real) {
        return new Probe(vertx, config, TWO_LINES, real, System::nanoTime);
    }

    /** The units share one transaction: both lines are busy with a unit each while these arrive. */
    List<Future<Void>> together(List<Unit> units) {
        return after(CommitQueue.LINES, units);
    }

    /** The units arrive at once, and just after so many others, one by one. */
    List<Future<Void>> after(int others, List<Unit> units) {
        return await(Future.future(submitted -> context.runOnContext(now -> {
            for (int other = 0; other < others; other++)
                store.commit(thing(UUID.randomUUID()).build());
            List<Future<Void>> ends = new ArrayList<>();
            for (Unit unit : units) ends.add(store.commit(unit));
            submitted.complete(ends);
        })));
    }

    Future<Void> commit(Unit.Builder unit) {
        return store.commit(unit.build());
    }

    static Unit.Builder thing(UUID id) {
        return Unit.of().insert(THING, id, 1, null);
    }

    static Unit.Builder event(Unit.Builder unit, UUID aggregate, int versionBefore) {
        return unit.events(
                BookingEvent.TOPIC,
                versionBefore,
                List.of(new BookingEvent.SearchDelayed(new RideId(aggregate), AT)),
                Actor.SYSTEM,
                null);
    }

    static Unit.Builder command(CommandId id, String reply) {
        return Unit.of(id, "fingerprint").reply(reply);
    }

    /** Null: not there. */
    @Nullable
    Integer version(UUID thing) {
        for (Row row : await(store.query("SELECT version FROM thing WHERE id = ?", thing))) return row.getInteger(0);
        return null;
    }

    boolean isThere(UUID thing) {
        return version(thing) != null;
    }

    long count(String table) {
        return await(store.query("SELECT COUNT(*) FROM " + table))
                .iterator()
                .next()
                .getLong(0);
    }

    /** Transactions that were shared and rolled back. */
    double splits() {
        return meters.counter("tanda.store.splits", "context", "probe").count();
    }

    double mostUnitsPerCommit() {
        return meters.summary("tanda.store.units.per.commit", "context", "probe")
                .max();
    }
}

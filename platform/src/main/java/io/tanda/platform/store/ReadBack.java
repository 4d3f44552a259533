package io.tanda.platform.store;

import io.tanda.contract.event.Recorded;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What became of a COMMIT whose answer was lost. The reads lock, so that they wait for a transaction that the server still has in
 * hand: only then does "not there" mean "never".
 *
 * <p>A command's row with this answer and time of making can be ours alone, so it tells of the whole transaction. An event or a fence
 * could have been written alike by another process that followed the same event: where it is there, its own unit has taken effect,
 * whoever wrote it, and the others' fate stays open. What is not there, or differs, tells of the whole again: nothing was written.
 */
final class ReadBack {
    private static final String COMMAND = "SELECT reply, made_at FROM command WHERE id = ? LOCK IN SHARE MODE";
    private static final String EVENT =
            "SELECT " + Rows.EVENT_COLUMNS + " FROM event WHERE aggregate_id = ? AND version = ? LOCK IN SHARE MODE";
    private static final String FENCE =
            "SELECT version FROM fence WHERE consumer = ? AND aggregate_id = ? LOCK IN SHARE MODE";

    sealed interface Fate {}

    record Written() implements Fate {}

    record NotWritten() implements Fate {}

    /** @param written have taken effect; of the others nobody knows */
    record PartlyKnown(List<Waiting> written) implements Fate {}

    private final Vertx vertx;
    private final Line line;
    private final List<Waiting> batch;
    private final CommitLimits limits;
    private final long startNanos = System.nanoTime();

    ReadBack(Vertx vertx, Line line, List<Waiting> batch, CommitLimits limits) {
        this.vertx = vertx;
        this.line = line;
        this.batch = batch;
        this.limits = limits;
    }

    /** Does not fail: who cannot be asked in time leaves all unknown. */
    Future<Fate> fate() {
        long leftMillis = limits.readBackMillis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        if (leftMillis <= 0) return Future.succeededFuture(new PartlyKnown(List.of()));
        return line.look(this::ask, leftMillis)
                .recover(failure -> vertx.timer(limits.readBackEveryMillis(), TimeUnit.MILLISECONDS)
                        .compose(passed -> fate()));
    }

    private Future<Fate> ask(SqlConnection connection) {
        for (Waiting of : batch) {
            if (of.unit().id() != null)
                return isCommandOurs(connection, of).map(ours -> ours ? new Written() : new NotWritten());
        }
        return ask(connection, batch.iterator(), new ArrayList<>());
    }

    private Future<Fate> ask(SqlConnection connection, Iterator<Waiting> units, List<Waiting> written) {
        while (units.hasNext()) {
            Waiting of = units.next();
            Future<Boolean> tookEffect = tookEffect(connection, of.unit());
            if (tookEffect == null) continue;
            return tookEffect.compose(yes -> {
                if (!yes) return Future.succeededFuture(new NotWritten());
                written.add(of);
                return ask(connection, units, written);
            });
        }
        return Future.succeededFuture(
                written.size() == batch.size() ? new Written() : new PartlyKnown(List.copyOf(written)));
    }

    private static Future<Boolean> isCommandOurs(SqlConnection connection, Waiting of) {
        return connection
                .preparedQuery(COMMAND)
                .execute(Tuple.of(Values.stored(Objects.requireNonNull(of.unit().id()))))
                .map(rows -> Rows.first(rows)
                        .filter(row -> row.getLong("made_at") == of.madeAt())
                        .filter(row -> of.unit().reply().equals(row.getString("reply")))
                        .isPresent());
    }

    /** Null: nothing in this unit can be looked for. */
    private static @Nullable Future<Boolean> tookEffect(SqlConnection connection, Unit unit) {
        if (!unit.events().isEmpty()) {
            Recorded event = unit.events().getFirst();
            return connection
                    .preparedQuery(EVENT)
                    .execute(Values.tuple(event.aggregate(), event.version()))
                    .map(rows -> Rows.first(rows)
                            .filter(row -> isSame(event, Rows.recorded(row)))
                            .isPresent());
        }
        Unit.Fence fence = unit.fence();
        if (fence != null) {
            return connection
                    .preparedQuery(FENCE)
                    .execute(Values.tuple(fence.consumer(), fence.aggregate()))
                    .map(rows -> Rows.first(rows)
                            .filter(row -> row.getInteger("version") >= fence.version())
                            .isPresent());
        }
        return null;
    }

    /** The journal holds microseconds. */
    private static boolean isSame(Recorded ours, Recorded stored) {
        return stored.type().equals(ours.type())
                && stored.body().equals(ours.body())
                && stored.actor().equals(ours.actor())
                && Values.micros(stored.at()) == Values.micros(ours.at())
                && Objects.equals(stored.trace(), ours.trace());
    }
}

package io.tanda.platform.events.follow;

import io.tanda.platform.store.Places;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far one consumer has followed each aggregate: its rows of the tables {@code fence} and {@code parked}. */
final class Followed {
    private static final int MAX_ERROR_CHARACTERS = 2_000;
    /** Parked aggregates tried again in one round; the rest at the next ones, for each that fails again goes to the end. */
    private static final int MAX_PARKED_READ = 200;

    /** @param version the highest that took effect, 0 for none */
    record Seen(int version, boolean parked) {
        static final Seen NOTHING = new Seen(0, false);
    }

    /** @param version the first that came and has not taken effect */
    record Parked(UUID aggregate, int version) {}

    private final Store store;
    private final String consumer;
    private final String context;

    /** @param consumer such as {@code dispatch<-booking} @param context whose events they are */
    Followed(Store store, String consumer, String context) {
        this.store = store;
        this.consumer = consumer;
        this.context = context;
    }

    /** What is known of these aggregates, in one query; those without a row are {@link Seen#NOTHING}. */
    Future<Map<UUID, Seen>> seen(Collection<UUID> aggregates) {
        if (aggregates.isEmpty()) return Future.succeededFuture(Map.of());
        List<UUID> asked = Places.filled(List.copyOf(aggregates));
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int table = 0; table < 2; table++) {
            arguments.add(consumer);
            arguments.addAll(asked);
        }
        String marks = Places.text("?", ",", asked.size());
        return store.query(
                        "SELECT aggregate_id, version, 0 AS parked FROM fence WHERE consumer = ? AND aggregate_id IN ("
                                + marks + ") UNION ALL SELECT aggregate_id, 0, 1 FROM parked"
                                + " WHERE consumer = ? AND aggregate_id IN (" + marks + ")",
                        arguments.toArray())
                .map(rows -> {
                    Map<UUID, Seen> seen = new HashMap<>();
                    for (Row row : rows)
                        seen.merge(
                                Rows.uuid(row, "aggregate_id"),
                                new Seen(
                                        row.getNumeric("version").intValue(),
                                        row.getNumeric("parked").intValue() == 1),
                                (one, other) -> new Seen(
                                        Math.max(one.version(), other.version()), one.parked() || other.parked()));
                    return seen;
                });
    }

    /**
     * Moves the fences of these aggregates, in one statement; none is moved back. All up to the version has taken effect or means
     * nothing.
     */
    Future<Void> moveFences(Map<UUID, Integer> versions) {
        return store.commit(moveFences(Unit.of(), versions).build());
    }

    private Unit.Builder moveFences(Unit.Builder unit, Map<UUID, Integer> versions) {
        // In the order of the key, so that two processes lock alike.
        List<UUID> aggregates = Places.filled(versions.keySet().stream()
                .sorted(Comparator.comparing(UUID::toString))
                .toList());
        List<@Nullable Object> arguments = new ArrayList<>();
        for (UUID aggregate : aggregates) {
            arguments.add(consumer);
            arguments.add(aggregate);
            arguments.add(versions.get(aggregate));
        }
        return unit.run(
                "INSERT INTO fence (consumer, aggregate_id, version) VALUES "
                        + Places.text("(?, ?, ?)", ", ", aggregates.size())
                        + " ON DUPLICATE KEY UPDATE version = GREATEST(version, VALUES(version))",
                arguments.toArray());
    }

    Future<Void> park(UUID aggregate, int version, String error) {
        return store.commit(Unit.of()
                .run(
                        "INSERT INTO parked (consumer, aggregate_id, version, context, error, tries, at)"
                                + " VALUES (?, ?, ?, ?, ?, 1, ?) ON DUPLICATE KEY UPDATE"
                                + " version = VALUES(version), error = VALUES(error), tries = tries + 1, at = VALUES(at)",
                        consumer,
                        aggregate,
                        version,
                        context,
                        error.substring(0, Math.min(error.length(), MAX_ERROR_CHARACTERS)),
                        Instant.now())
                .build());
    }

    /** @param version up to which all has taken effect or means nothing, 0 for nothing: from there on it is followed again */
    Future<Void> unpark(UUID aggregate, int version) {
        Unit.Builder unit = version == 0 ? Unit.of() : moveFences(Unit.of(), Map.of(aggregate, version));
        return store.commit(unit.run("DELETE FROM parked WHERE consumer = ? AND aggregate_id = ?", consumer, aggregate)
                .build());
    }

    /** Those tried longest ago, first. */
    Future<List<Parked>> parked() {
        return store.query(
                        "SELECT aggregate_id, version FROM parked WHERE consumer = ? ORDER BY at LIMIT "
                                + MAX_PARKED_READ,
                        consumer)
                .map(rows -> {
                    List<Parked> parked = new ArrayList<>();
                    for (Row row : rows)
                        parked.add(new Parked(Rows.uuid(row, "aggregate_id"), row.getInteger("version")));
                    return parked;
                });
    }

    Future<Integer> countParked() {
        return store.query("SELECT COUNT(*) AS parked FROM parked WHERE consumer = ?", consumer)
                .map(rows -> rows.iterator().next().getInteger("parked"));
    }
}

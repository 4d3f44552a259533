package io.tanda.platform.events;

import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.events.OutboxRows.OutboxRow;
import io.tanda.platform.store.Lanes;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction of the relay on those of its lanes that no other relay has; see {@link OutboxRelay}. Used once. */
final class LaneRun {
    private static final Logger log = LoggerFactory.getLogger(LaneRun.class);

    /** Parked aggregates tried again in one transaction. */
    private static final int MAX_HEALED = 20;

    /** What came of it. */
    sealed interface Outcome {
        /** @param more there may be more to publish @param poisoned aggregates parked */
        record Published(int events, int poisoned, boolean more) implements Outcome {}

        /** The first failure stopped the lanes; what was acknowledged before it is done. */
        record Stopped(int events, int poisoned, Throwable why) implements Outcome {}
    }

    private final Store store;
    private final Topic<?> topic;
    private final TracedSending sending;
    private final FreshEvents fresh;
    private final Set<Integer> lanes;
    private final boolean heal;

    private final Set<Integer> claimed = new TreeSet<>();
    /** Parked aggregates of these lanes with the first version that is not published; those tried longest ago first. */
    private final Map<UUID, Integer> parked = new LinkedHashMap<>();

    private final List<OutboxRow> rows = new ArrayList<>();
    private final Waves waves = new Waves();
    private boolean more;

    /** @param lanes at least one @param heal also try what is parked */
    LaneRun(Store store, Topic<?> topic, TracedSending sending, FreshEvents fresh, Set<Integer> lanes, boolean heal) {
        this.store = store;
        this.topic = topic;
        this.sending = sending;
        this.fresh = fresh;
        this.lanes = Set.copyOf(lanes);
        this.heal = heal;
    }

    /** Fails when the database does; then nothing was deleted. */
    Future<Outcome> run() {
        return store.pool()
                .withTransaction(connection -> work(new OutboxRows(connection, store.context())))
                .map(done -> outcome());
    }

    /** The lanes that are ours for the time of the run; another relay has the others. */
    Set<Integer> claimed() {
        return claimed;
    }

    private Outcome outcome() {
        int events = waves.acknowledged();
        int poisoned = waves.poisoned().size();
        Throwable why = waves.failure();
        return why == null ? new Outcome.Published(events, poisoned, more) : new Outcome.Stopped(events, poisoned, why);
    }

    private Future<Void> work(OutboxRows outbox) {
        return outbox.claim(lanes).compose(ours -> {
            claimed.addAll(ours);
            return claimed.isEmpty() ? Future.succeededFuture() : publishOldest(outbox);
        });
    }

    private Future<Void> publishOldest(OutboxRows outbox) {
        return outbox.oldest(claimed).compose(oldest -> {
            rows.addAll(oldest.rows());
            more = oldest.more();
            if (rows.isEmpty() && !heal) return Future.succeededFuture();
            // Hardly ever is anything parked, and each question delays the event by its way there and back.
            return (oldest.anyParked() || heal ? readParked(outbox) : Future.<Void>succeededFuture())
                    .compose(read -> readEvents(outbox))
                    .compose(read -> heal ? readParkedEvents(outbox) : Future.succeededFuture())
                    .compose(read -> send())
                    .compose(sent -> deleteAcknowledged(outbox))
                    .compose(deleted -> park(outbox))
                    .compose(noted -> heal ? unpark(outbox) : Future.succeededFuture());
        });
    }

    private Future<Void> readParked(OutboxRows outbox) {
        return outbox.parked().map(all -> {
            all.forEach((aggregate, version) -> {
                if (claimed.contains(Lanes.of(aggregate))) parked.put(aggregate, version);
            });
            return null;
        });
    }

    private Future<Void> readEvents(OutboxRows outbox) {
        List<Pointer> pointers = rows.stream()
                .flatMap(row -> row.pointers().stream())
                .filter(pointer -> !parked.containsKey(pointer.aggregate()))
                .toList();
        Map<Pointer, Recorded> events = new HashMap<>();
        List<Pointer> unknown = new ArrayList<>();
        for (Pointer pointer : pointers) {
            Recorded event = fresh.take(pointer);
            if (event == null) unknown.add(pointer);
            else events.put(pointer, event);
        }
        return outbox.journal(unknown).map(found -> {
            for (Recorded event : found) events.put(Pointer.to(event), event);
            for (Pointer pointer : pointers) waves.add(pointer, events.get(pointer));
            return null;
        });
    }

    private Future<Void> readParkedEvents(OutboxRows outbox) {
        return oneByOne(
                parked.entrySet().stream().limit(MAX_HEALED).toList(),
                entry -> outbox.journalFrom(entry.getKey(), entry.getValue()).map(found -> {
                    addWithoutGap(entry.getKey(), entry.getValue(), found);
                    return null;
                }));
    }

    private void addWithoutGap(UUID aggregate, int version, List<Recorded> found) {
        int expected = version;
        for (Recorded event : found) {
            if (event.version() != expected) break;
            waves.add(new Pointer(aggregate, expected++), event);
        }
        if (expected == version) waves.add(new Pointer(aggregate, version), null);
    }

    private Future<Void> send() {
        List<Recorded> wave = waves.next();
        if (wave.isEmpty()) return Future.succeededFuture();
        return sending.send(wave).compose(deliveries -> {
            waves.delivered(deliveries);
            return send();
        });
    }

    private Future<Void> deleteAcknowledged(OutboxRows outbox) {
        List<Long> finished = new ArrayList<>();
        List<OutboxRow> shortened = new ArrayList<>();
        for (OutboxRow row : rows) {
            List<Pointer> left =
                    row.pointers().stream().filter(this::isStillToSend).toList();
            if (left.isEmpty()) finished.add(row.id());
            else if (left.size() < row.pointers().size()) shortened.add(new OutboxRow(row.id(), left));
        }
        return oneByOne(shortened, row -> outbox.keep(row.id(), row.pointers()))
                .compose(kept -> outbox.delete(finished));
    }

    /** Of a parked aggregate the journal says what is to be sent, and not the outbox. */
    private boolean isStillToSend(Pointer pointer) {
        return !waves.isAcknowledged(pointer)
                && !parked.containsKey(pointer.aggregate())
                && !waves.poisoned().containsKey(pointer.aggregate());
    }

    private Future<Void> park(OutboxRows outbox) {
        return oneByOne(waves.poisoned().entrySet(), entry -> {
            log.error(
                    "Event {}:{} of {} cannot be published; this aggregate is parked until that is mended: {}",
                    entry.getKey(),
                    entry.getValue().version(),
                    topic,
                    entry.getValue().error());
            return outbox.park(entry.getKey(), entry.getValue());
        });
    }

    /** What was parked and went through: on from here, or forgotten when that was all. */
    private Future<Void> unpark(OutboxRows outbox) {
        return oneByOne(parked.entrySet(), entry -> {
            UUID aggregate = entry.getKey();
            int next = entry.getValue();
            while (waves.isAcknowledged(new Pointer(aggregate, next))) next++;
            int published = next - entry.getValue();
            if (published == 0 || waves.poisoned().containsKey(aggregate)) return Future.succeededFuture();
            if (waves.isLeft(aggregate) || published == OutboxRows.MAX_EVENTS) return outbox.parkFrom(aggregate, next);
            log.info("Events of {} from version {} on are published; no longer parked", aggregate, entry.getValue());
            return outbox.unpark(aggregate, next);
        });
    }

    private static <T> Future<Void> oneByOne(Collection<T> all, Function<T, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (T each : all) done = done.compose(before -> step.apply(each));
        return done;
    }
}

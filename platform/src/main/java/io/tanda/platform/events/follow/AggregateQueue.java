package io.tanda.platform.events.follow;

import io.tanda.platform.events.CloudEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What one aggregate has waiting, in order of version, and how far it was followed. Says what is next; does nothing itself.
 *
 * <pre>
 *   version   1 .. fenced     fenced+1 .. seen       seen+1                  later
 *             drop            skipped: held until    handle, or skip         wait for those between
 *                             the fence passes it    what means nothing
 * </pre>
 *
 * <p>The fence in the database stays behind for what is skipped, so a skipped event's offset is held back: whoever reads it again after a
 * crash skips it again, and finds no gap.
 */
final class AggregateQueue {
    /** What is next for an aggregate. */
    sealed interface Next {
        /** Nothing waits. */
        record Nothing() implements Next {}

        /** Its partition is another's by now. It waits no more. */
        record Abandon(Item item) implements Next {}

        /** The fence has passed it. It waits no more. */
        record Drop(Item item) implements Next {}

        /** Means nothing here: it counts as seen, and is kept until the fence passes it. */
        record Skip(Item item) implements Next {}

        /** Seen before as one that means nothing, and the fence has not passed it: kept as the other is. */
        record Hold(Item item) implements Next {}

        /** It waits until it {@link #tookEffect}. */
        record Handle(Item item) implements Next {}

        /** The one before it has not come. */
        record Wait(Item item) implements Next {}
    }

    final UUID aggregate;
    private final Predicate<CloudEvent.About> means;
    private final TreeMap<Integer, Item> waiting = new TreeMap<>();
    private final List<Item> skipped = new ArrayList<>();
    private int seen;
    private int fenced;

    /** While something is under way that goes on with this queue when it ends. */
    boolean busy = true;
    /** It has a row in {@code parked} with this version, and is being tried again; 0: none. */
    int parkedAt;

    int bugs;
    int stales;
    int outages;
    long gapTimer = -1;
    /** The gap was waited for long enough while something else was under way. */
    boolean gapIsOver;

    /** @param means whether an event means anything here */
    AggregateQueue(UUID aggregate, Predicate<CloudEvent.About> means) {
        this.aggregate = aggregate;
        this.means = means;
    }

    /** The highest version that took effect or was skipped. */
    int seen() {
        return seen;
    }

    /** Where the fence stands in the database, as far as is known. */
    int fenced() {
        return fenced;
    }

    boolean hasSkipped() {
        return !skipped.isEmpty();
    }

    boolean wasParked() {
        return parkedAt > 0;
    }

    boolean isWaitingFor(int version) {
        return waiting.containsKey(version);
    }

    /** @return false when that version was waiting; one of the two is finished or abandoned then */
    boolean add(Item item) {
        Item before = waiting.putIfAbsent(item.version(), item);
        if (before == null) return true;
        // The earlier offset of ours is the one that must be held back. The one that was waiting may be under way:
        // whichever lies here when it ends is finished then.
        if (before.polled() == null || before.isAnothers()) {
            waiting.put(item.version(), item);
            before.abandon();
        } else item.finish();
        return false;
    }

    /** From the journal: what has come from Kafka counts more, for its offset. */
    void addIfMissing(Item item) {
        waiting.putIfAbsent(item.version(), item);
    }

    Next next() {
        if (waiting.isEmpty()) return new Next.Nothing();
        Item first = waiting.firstEntry().getValue();
        if (first.isAnothers()) return new Next.Abandon(taken(first));
        if (first.version() <= fenced) return new Next.Drop(taken(first));
        if (first.version() <= seen) {
            skipped.add(taken(first));
            return new Next.Hold(first);
        }
        if (first.version() > seen + 1) return new Next.Wait(first);
        if (means.test(first.event())) return new Next.Handle(first);
        skipped.add(taken(first));
        seen = first.version();
        return new Next.Skip(first);
    }

    private Item taken(Item item) {
        waiting.remove(item.version());
        return item;
    }

    /** This version was committed, and the fence with it; all up to it is finished. */
    void tookEffect(int version) {
        // Not always the one that was handled: it may have come again from a partition that came back.
        Item done = waiting.remove(version);
        if (done != null) done.finish();
        fencedAt(version);
        bugs = 0;
        stales = 0;
        outages = 0;
    }

    /** The fence stands here in the database: what was skipped up to here is finished. */
    void fencedAt(int version) {
        fenced = version;
        seen = Math.max(seen, version);
        skipped.removeIf(item -> {
            boolean passed = item.version() <= version;
            if (passed) item.finish();
            return passed;
        });
    }

    /** Nothing of it is ours any more. */
    void finishAll() {
        waiting.values().forEach(Item::finish);
        waiting.clear();
        skipped.forEach(Item::finish);
        skipped.clear();
    }
}

package io.tanda.seeded;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is still to happen, and when: one thing at a time, in an order that the seed alone decides. */
final class Agenda {
    /** A Wednesday noon in New York. */
    static final Instant START = Instant.parse("2013-01-02T17:00:00Z");

    /** The last steps, for a failure's report. */
    private static final int REMEMBERED = 60;

    /** Something that is still to happen. */
    static final class Entry implements Comparable<Entry> {
        private final long at;
        private final long number;
        private final @Nullable Life of;
        private final String what;
        private final Object about;
        private final Runnable work;
        private boolean canceled;

        private Entry(long at, long number, @Nullable Life of, String what, Object about, Runnable work) {
            this.at = at;
            this.number = number;
            this.of = of;
            this.what = what;
            this.about = about;
            this.work = work;
        }

        void cancel() {
            canceled = true;
        }

        long at() {
            return at;
        }

        private boolean isOff() {
            return canceled || (of != null && of.isOver());
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        @Override
        public String toString() {
            return Agenda.at(at) + " " + (of == null ? "" : of + ": ") + what + " " + about;
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final Deque<Entry> last = new ArrayDeque<>(REMEMBERED);
    private long now;
    private long numbers;
    private long steps;
    private long trace = 17;

    /** Microseconds since the start. */
    long now() {
        return now;
    }

    Instant instant() {
        return at(now);
    }

    private static Instant at(long micros) {
        return START.plus(micros, ChronoUnit.MICROS);
    }

    /** So many things have happened. */
    long steps() {
        return steps;
    }

    /** Of all that has happened, in order: the same again for the same seed. */
    long trace() {
        return trace;
    }

    List<String> last() {
        return last.stream().map(Entry::toString).toList();
    }

    /**
     * @param of whose memory it needs: it does not happen when that is lost; null: it happens
     * @param about with a hash code that the seed decides
     */
    @CanIgnoreReturnValue
    Entry after(long micros, @Nullable Life of, String what, Object about, Runnable work) {
        Entry entry = new Entry(now + Math.max(0, micros), numbers++, of, what, about, work);
        entries.add(entry);
        return entry;
    }

    /** The next thing happens. @return what it was; null: nothing is left */
    @Nullable
    Entry step() {
        Entry next = entries.poll();
        while (next != null && next.isOff()) next = entries.poll();
        if (next == null) return null;
        now = next.at;
        steps++;
        trace = 31 * (31 * (31 * trace + now) + next.what.hashCode()) + next.about.hashCode();
        if (last.size() == REMEMBERED) last.removeFirst();
        last.addLast(next);
        next.work.run();
        return next;
    }
}

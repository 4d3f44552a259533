package io.tanda.platform.store;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Wire;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.commit.CommitFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A unit of work: everything that must become true together. Built on one screen, so that the code reads like that. */
public final class Unit {
    private final @Nullable CommandId id;
    private final @Nullable String fingerprint;
    private final String reply;
    private final @Nullable Fence fence;
    private final List<Effect> effects;
    private final List<Entry> entries;
    private final List<Recorded> events;
    private final List<Deadline> deadlines;
    private final List<Runnable> afterwards;

    private Unit(Builder builder) {
        id = builder.id;
        fingerprint = builder.fingerprint;
        reply = builder.reply;
        fence = builder.fence;
        effects = List.copyOf(builder.effects);
        entries = List.copyOf(builder.entries);
        events = List.copyOf(builder.events);
        deadlines = List.copyOf(builder.deadlines);
        afterwards = List.copyOf(builder.afterwards);
    }

    /** A unit without a command id: its effect is made once by a version or a fence. */
    public static Builder of() {
        return new Builder(null, null);
    }

    /** A unit that takes effect once for this command id, and remembers the answer given with {@link Builder#reply}. */
    public static Builder of(CommandId id, @Nullable String fingerprint) {
        return new Builder(id, fingerprint);
    }

    @Nullable
    CommandId id() {
        return id;
    }

    @Nullable
    String fingerprint() {
        return fingerprint;
    }

    String reply() {
        return reply;
    }

    @Nullable
    Fence fence() {
        return fence;
    }

    List<Effect> effects() {
        return effects;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Recorded> events() {
        return events;
    }

    List<Deadline> deadlines() {
        return deadlines;
    }

    List<Runnable> afterwards() {
        return afterwards;
    }

    /** Nothing to write: its commit succeeds without the database. */
    boolean isEmpty() {
        return id == null
                && fence == null
                && effects.isEmpty()
                && entries.isEmpty()
                && events.isEmpty()
                && deadlines.isEmpty();
    }

    /** @param from the version where it stands, 0 for none */
    record Fence(String consumer, UUID aggregate, int from, int version) {}

    /** @param values as stored */
    record Entry(Numbered into, UUID owner, List<@Nullable Object> values) {}

    /** @param due null: there shall be none */
    record Deadline(UUID aggregate, String kind, @Nullable Instant due) {}

    /**
     * Statements run in this order: command id, fence, then inserts, changes and others as they were added, then journal, outbox,
     * deadlines, numbered entries. Arguments may be UUID (stored as BINARY(16)), {@link io.tanda.contract.Id}, Instant (stored as BIGINT microseconds
     * since the epoch), String, numbers, Boolean, byte[], null, enum (its name).
     */
    public static final class Builder {
        /** Longer ones are left out: they come from outside, and an event without one is as true. A W3C traceparent has 55. */
        private static final int MAX_TRACE_CHARACTERS = 128;

        private static final int MAX_KIND_CHARACTERS = 32;
        private static final int MAX_CONSUMER_CHARACTERS = 64;

        private final @Nullable CommandId id;
        private final @Nullable String fingerprint;
        private String reply = "null";
        private @Nullable Fence fence;
        private final List<Effect> effects = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<Recorded> events = new ArrayList<>();
        private final List<Deadline> deadlines = new ArrayList<>();
        private final List<Runnable> afterwards = new ArrayList<>();

        private Builder(@Nullable CommandId id, @Nullable String fingerprint) {
            this.id = id;
            this.fingerprint = fingerprint;
        }

        public Builder insert(Insert into, @Nullable Object... values) {
            effects.add(Effect.insert(InsertSql.effect(into), values));
            return this;
        }

        /**
         * Inserts a row that must be the first of its primary key: where one is there, somebody was faster, and the unit fails as
         * {@link CommitFailed.Stale}. Another unique key that is taken is a {@link CommitFailed.Duplicate} as ever.
         *
         * <p>A statement of its own, unlike {@link #insert}: who uses this expects rivals, and one that comes second must not cost its
         * companions a search for the one that is wrong.
         */
        public Builder insertOnce(Insert into, @Nullable Object... values) {
            effects.add(Effect.insert(InsertSql.first(into), values));
            return this;
        }

        /** An UPDATE or DELETE that must match exactly one row, or the unit fails as {@link CommitFailed.Stale}. */
        public Builder change(String sql, @Nullable Object... arguments) {
            effects.add(Effect.statement(sql, true, arguments));
            return this;
        }

        /** A statement that may match any number of rows. */
        public Builder run(String sql, @Nullable Object... arguments) {
            effects.add(Effect.statement(sql, false, arguments));
            return this;
        }

        /** Adds an entry with the owner's next number. @param values of the other columns */
        public Builder append(Numbered into, UUID owner, @Nullable Object... values) {
            if (values.length != into.columns())
                throw new IllegalArgumentException(
                        into.table() + " takes " + into.columns() + " values, not " + values.length);
            entries.add(new Entry(into, owner, Arrays.asList(Values.stored(values))));
            return this;
        }

        /**
         * Journals events of one aggregate and points the outbox at them. Versions are {@code versionBefore + 1, + 2, ...}; a version
         * that is taken fails the unit as {@link CommitFailed.Stale}.
         */
        public <E extends Event> Builder events(
                Topic<E> topic, int versionBefore, List<? extends E> events, Actor actor, @Nullable String trace) {
            String kept = storable(trace);
            int version = versionBefore;
            for (E event : events) {
                version++;
                UUID aggregate = event.aggregate().id();
                Instant at = Values.instant(Values.micros(event.at()));
                this.events.add(
                        new Recorded(aggregate, version, topic.typeOf(event), at, actor, kept, Wire.encodeText(event)));
            }
            return this;
        }

        /**
         * Moves a consumer's fence of an aggregate: makes it where it stood nowhere (0), else changes it. Where it has moved meanwhile,
         * the unit fails as {@link CommitFailed.Stale} with {@link CommitFailed.Stale#isFence}: the effects take place once. Runs before
         * everything but the command id. One for each unit.
         *
         * @param consumer who follows whom, such as {@code dispatch<-booking}; at most 64 characters
         * @param from where it stands
         * @param version where it shall stand, past {@code from}
         */
        public Builder fence(String consumer, UUID aggregate, int from, int version) {
            if (fence != null) throw new IllegalStateException("a unit has one fence");
            require(consumer, MAX_CONSUMER_CHARACTERS);
            if (from < 0 || version <= from)
                throw new IllegalArgumentException("a fence moves forward, not from " + from + " to " + version);
            fence = new Fence(consumer, aggregate, from, version);
            return this;
        }

        /** Sets or moves the aggregate's deadline of this kind. @param kind at most 32 characters */
        public Builder deadline(UUID aggregate, String kind, Instant due) {
            requireStorable(due);
            deadlines.add(new Deadline(aggregate, require(kind, MAX_KIND_CHARACTERS), due));
            return this;
        }

        public Builder noDeadline(UUID aggregate, String kind) {
            deadlines.add(new Deadline(aggregate, require(kind, MAX_KIND_CHARACTERS), null));
            return this;
        }

        /** What the command is answered, now and on every repetition. Only for a unit with a command id. */
        public Builder reply(String json) {
            if (id == null) throw new IllegalStateException("a unit without a command id answers nobody");
            reply = json;
            return this;
        }

        /** Runs after the commit, and not otherwise: nudges. Must not throw, must not be needed. */
        public Builder afterwards(Runnable nudge) {
            afterwards.add(nudge);
            return this;
        }

        public Unit build() {
            return new Unit(this);
        }

        /** @return absent where it is not one that can be kept */
        static @Nullable String storable(@Nullable String trace) {
            boolean kept = trace != null
                    && trace.length() <= MAX_TRACE_CHARACTERS
                    && trace.chars().allMatch(c -> c >= ' ' && c <= '~');
            return kept ? trace : null;
        }

        /** Here, where it is its own unit that fails. */
        private static void requireStorable(Instant at) {
            Values.micros(at);
        }

        private static String require(String name, int maxCharacters) {
            if (name.isEmpty() || name.length() > maxCharacters)
                throw new IllegalArgumentException("1 to " + maxCharacters + " characters: " + name);
            return name;
        }
    }
}

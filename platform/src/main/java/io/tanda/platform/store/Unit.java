package io.tanda.platform.store;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A unit of work: everything that must become true together. Built on one screen, so that the code reads like that. */
public final class Unit {
    private Unit() {}

    /** A unit without a command id: its effect is made once by a version or a fence. */
    public static Builder of() {
        return new Builder();
    }

    /** A unit that takes effect once for this command id, and remembers the answer given with {@link Builder#reply}. */
    public static Builder of(CommandId id, @Nullable String fingerprint) {
        return new Builder();
    }

    /**
     * Statements run in this order: command id, then inserts, changes and others as they were added, then journal, outbox, deadlines.
     * Arguments may be UUID (stored as BINARY(16)), {@link io.tanda.contract.Id}, Instant (stored as BIGINT microseconds since the
     * epoch), String, numbers, Boolean, byte[], null, enum (its name).
     */
    public static final class Builder {
        private Builder() {}

        public Builder insert(Insert into, @Nullable Object... values) {
            throw new UnsupportedOperationException("to be written");
        }

        /** An UPDATE or DELETE that must match exactly one row, or the unit fails as {@link CommitFailed.Stale}. */
        public Builder change(String sql, @Nullable Object... arguments) {
            throw new UnsupportedOperationException("to be written");
        }

        /** A statement that may match any number of rows. */
        public Builder run(String sql, @Nullable Object... arguments) {
            throw new UnsupportedOperationException("to be written");
        }

        /**
         * Journals events and points the outbox at them. Versions are {@code versionBefore + 1, + 2, ...}; a version that is taken fails
         * the unit as {@link CommitFailed.Stale}.
         */
        public <E extends Event> Builder events(
                Topic<E> topic,
                UUID aggregate,
                int versionBefore,
                List<? extends E> events,
                Actor actor,
                @Nullable String trace) {
            throw new UnsupportedOperationException("to be written");
        }

        /**
         * Moves a consumer's fence to this version of an aggregate: makes it for version 1, else changes it from version - 1. Where it
         * is not there, the unit fails as {@link CommitFailed.Stale} with {@link CommitFailed.Stale#isFence}: the effects take place
         * once. Runs before everything but the command id.
         *
         * @param consumer who follows whom, such as {@code dispatch<-booking}; at most 64 characters
         */
        public Builder fence(String consumer, UUID aggregate, int version) {
            throw new UnsupportedOperationException("to be written");
        }

        /** Sets or moves the aggregate's deadline of this kind. @param kind at most 32 characters */
        public Builder deadline(UUID aggregate, String kind, Instant due) {
            throw new UnsupportedOperationException("to be written");
        }

        public Builder noDeadline(UUID aggregate, String kind) {
            throw new UnsupportedOperationException("to be written");
        }

        /** What the command is answered, now and on every repetition. Only for a unit with a command id. */
        public Builder reply(String json) {
            throw new UnsupportedOperationException("to be written");
        }

        /** Runs after the commit, and not otherwise: nudges. Must not throw, must not be needed. */
        public Builder afterwards(Runnable nudge) {
            throw new UnsupportedOperationException("to be written");
        }

        public Unit build() {
            throw new UnsupportedOperationException("to be written");
        }
    }
}

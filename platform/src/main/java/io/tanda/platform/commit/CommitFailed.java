package io.tanda.platform.commit;

import org.jspecify.annotations.Nullable;

/** Why a unit of work is not in the database, as far as is known. Each unit fails for itself, whoever it shared a commit with. */
public abstract sealed class CommitFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommitFailed(String message, @Nullable Throwable cause) {
        // Where it was thrown tells nothing, and a contended row or an outage makes thousands of them.
        super(message, cause, false, false);
    }

    /** What was to be changed is no longer so, what was to be the first is there, or a journal version is taken: somebody was faster. Reload and decide again. */
    public static final class Stale extends CommitFailed {
        private static final long serialVersionUID = 1;
        private final boolean fence;

        public Stale(String message) {
            this(message, false);
        }

        private Stale(String message, boolean fence) {
            super(message, null);
            this.fence = fence;
        }

        /** The event is not the next of its aggregate: the fence did not move. */
        public static Stale fence(String message) {
            return new Stale(message, true);
        }

        /** True: the consumer has followed the aggregate elsewhere meanwhile, so look at its fence; false: an effect was stale. */
        public boolean isFence() {
            return fence;
        }
    }

    /** A unique key of the context's own tables (not the journal, not the command table) is taken. */
    public static final class Duplicate extends CommitFailed {
        private static final long serialVersionUID = 1;
        private final String key;

        public Duplicate(String key) {
            super("duplicate key " + key, null);
            this.key = key;
        }

        /** The key's name as the schema gives it, such as {@code ride_active_driver}; {@code PRIMARY} for a primary key. */
        public String key() {
            return key;
        }
    }

    /** The command id was seen before: here is what it was answered. */
    public static final class AlreadyDone extends CommitFailed {
        private static final long serialVersionUID = 1;
        private final transient StoredReply reply;

        public AlreadyDone(StoredReply reply) {
            super("the command was carried out before", null);
            this.reply = reply;
        }

        public StoredReply reply() {
            return reply;
        }
    }

    /** The COMMIT was sent and its answer lost, and reading back did not help: it may have happened. */
    public static final class Unknown extends CommitFailed {
        private static final long serialVersionUID = 1;

        public Unknown(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The database cannot be reached or refuses to work: nothing was written. */
    public static final class Unavailable extends CommitFailed {
        private static final long serialVersionUID = 1;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Too many units wait: nothing was written. */
    public static final class Overloaded extends CommitFailed {
        private static final long serialVersionUID = 1;

        public Overloaded(String message) {
            super(message, null);
        }
    }

    /** The database refuses a statement for what it says (a value too long, a column unknown): a bug; nothing was written. */
    public static final class Invalid extends CommitFailed {
        private static final long serialVersionUID = 1;

        public Invalid(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

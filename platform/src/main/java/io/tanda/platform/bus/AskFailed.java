package io.tanda.platform.bus;

/** A question without an answer. What was decided is no failure: see {@link io.tanda.contract.bus.Reply}. */
public final class AskFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is known about the command. The codes travel between versions: never changed, only added. */
    public enum Kind {
        /** Nobody serves the address: it was not carried out. */
        NOBODY_THERE(0),
        /** Too many are being handled: it was not carried out. */
        OVERLOADED(2),
        /** Others were faster, again and again: it was not carried out. */
        CONFLICT(3),
        /** No answer in time, or none that says: it may have been carried out. Ask again with the same id to know. */
        UNKNOWN(4),
        /** Something that the other side needs is down: it was not carried out. */
        UNAVAILABLE(5),
        /** A bug of ours, here or there. */
        BUG(6);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        /** A code that this version does not know says nothing about the command. */
        static Kind of(int code) {
            for (Kind kind : values()) if (kind.code == code) return kind;
            return UNKNOWN;
        }
    }

    private final Kind kind;

    public AskFailed(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}

package io.tanda.platform.bus;

/** A question without an answer. What was decided is no failure: see {@link io.tanda.contract.bus.Reply}. */
public final class AskFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** What is known about the command. */
    public enum Kind {
        /** Nobody serves the address: it was not carried out. */
        NOBODY_THERE,
        /** Too many are being handled: it was not carried out. */
        OVERLOADED,
        /** No answer in time, on any try: it may have been carried out. Ask again with the same id to know. */
        UNKNOWN,
        /** The other side failed: a bug or an outage behind it. It may have been carried out. */
        FAILED
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

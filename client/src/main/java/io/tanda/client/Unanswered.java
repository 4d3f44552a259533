package io.tanda.client;

/** No definite answer in spite of all retries: what was asked may have happened or not. Asking again with the same key is safe. */
public final class Unanswered extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unanswered(String message, Throwable cause) {
        super(message, cause);
    }

    public Unanswered(String message) {
        super(message);
    }
}

package io.tanda.notify.channel;

import io.tanda.notify.delivery.Handed;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** What an answer over HTTP says of a message that was sent under a key, and a failure of a message that was sent anywhere. */
final class Answers {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int CONFLICT = 409;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY = 429;

    private Answers() {}

    static Handed of(int status) {
        if (status >= 200 && status < 300) return Handed.TAKEN;
        return switch (status) {
            case TOO_EARLY, TOO_MANY -> Handed.NOT_NOW;
            // The same key is under way there.
            case REQUEST_TIMEOUT, CONFLICT -> Handed.NO_ANSWER;
            default -> status >= 400 && status < 500 ? Handed.REFUSED : Handed.NO_ANSWER;
        };
    }

    /** Nothing was sent where nobody was reached. */
    static Handed of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) return Handed.NOT_NOW;
        return Handed.NO_ANSWER;
    }
}

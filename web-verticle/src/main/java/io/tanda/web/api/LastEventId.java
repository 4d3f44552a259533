package io.tanda.web.api;

import io.tanda.web.http.Answer;
import io.tanda.web.http.Problem;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last event that the client of a stream has (HTML, 9.2): numbers of ours, growing by one. */
public final class LastEventId {
    private static final String NAME = "Last-Event-ID";

    private LastEventId() {}

    /** @param then gets null where the client has none */
    public static Future<Answer> read(MultiMap headers, Function<@Nullable Long, Future<Answer>> then) {
        String id = headers.get(NAME);
        if (id == null) return then.apply(null);
        Long number = Query.wholeNumber(id, 0, Long.MAX_VALUE);
        return number == null
                ? Asking.refused(Problem.header(NAME, "must be the id of an event of this stream"))
                : then.apply(number);
    }

    /** What nobody has been told yet cannot be the last: after it there would be silence without an end. */
    public static Answer ahead() {
        return Answer.refused(Problem.header(
                NAME, "is ahead of this stream: send the id of an event that came, or leave it out to begin anew"));
    }
}

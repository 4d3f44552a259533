package io.tanda.web.api;

import io.tanda.web.http.Answer;
import io.tanda.web.http.Problem;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The last event that the client of a stream has (HTML, 9.2): numbers of ours, growing by one. */
public final class LastEventId {
    private LastEventId() {}

    /** @param then gets null where the client has none */
    public static Future<Answer> read(MultiMap headers, Function<@Nullable Long, Future<Answer>> then) {
        String id = headers.get("Last-Event-ID");
        if (id == null || id.isEmpty()) return then.apply(null);
        try {
            long number = Long.parseLong(id);
            if (number >= 0) return then.apply(number);
        } catch (NumberFormatException e) {
            // said below
        }
        return Asking.refused(Problem.header("Last-Event-ID", "must be the id of an event of this stream"));
    }
}

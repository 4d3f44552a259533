package io.tanda.web.api;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages of lists: {@code {items, next}}, and the next page as a Link (RFC 8288). */
public final class Pages {
    public static final int DEFAULT_LIMIT = 20;
    public static final int MAX_LIMIT = 100;

    private static final CharSequence LINK = HttpHeaders.createOptimized("link");

    private Pages() {}

    /** @param next ask with it as {@code cursor}; absent on the last page */
    private record Page(List<?> items, @Nullable String next) {}

    public static Answer answer(HttpCall call, List<?> items, @Nullable String next) {
        Answer.Document page = Answer.json(200, new Page(items, next));
        return next == null ? page : page.with(LINK, "<" + following(call, next) + ">; rel=\"next\"");
    }

    private static String following(HttpCall call, String next) {
        QueryStringEncoder address = new QueryStringEncoder(call.path());
        for (Map.Entry<String, String> parameter : call.query()) {
            if (!parameter.getKey().equals("cursor")) address.addParam(parameter.getKey(), parameter.getValue());
        }
        address.addParam("cursor", next);
        return address.toString();
    }
}

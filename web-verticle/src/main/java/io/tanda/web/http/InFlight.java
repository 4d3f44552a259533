package io.tanda.web.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The requests that are not answered yet, so that none is forgotten and there are never too many. Lives on one event loop. */
final class InFlight {
    /** A request's body must be there by then: longer means a slow line, or a slow-body attack. */
    private static final Duration BODY_LIMIT = Duration.ofSeconds(10);
    /** A question must be answered by then; the bus gives up sooner. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
    /** More at once than a process can work on; what comes beyond is turned away while it is cheap. */
    static final int MAX = 10_000;

    /** In the order they came: the oldest first. */
    private final Set<Exchange> exchanges = new LinkedHashSet<>();

    boolean isFull() {
        return exchanges.size() >= MAX;
    }

    void enter(Exchange exchange) {
        exchanges.add(exchange);
    }

    void leave(Exchange exchange) {
        exchange.done = true;
        exchanges.remove(exchange);
    }

    /** Those whose body does not come, or whose question has no answer. */
    List<Exchange> late(long nowNanos) {
        List<Exchange> late = new ArrayList<>(0);
        Iterator<Exchange> oldest = exchanges.iterator();
        while (oldest.hasNext()) {
            Exchange exchange = oldest.next();
            long age = nowNanos - exchange.beganNanos;
            if (age <= BODY_LIMIT.toNanos()) break;
            if (!exchange.asked || age > ANSWER_LIMIT.toNanos()) late.add(exchange);
        }
        return late;
    }
}

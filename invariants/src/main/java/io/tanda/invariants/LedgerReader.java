package io.tanda.invariants;

import io.tanda.client.Answer;
import io.tanda.client.TandaClient;
import io.tanda.invariants.Snapshot.Capture;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the payment gateway says it has captured. */
final class LedgerReader {
    private static final int PAGE_CAPTURES = 1_000;
    /** The gateway asks for none. */
    private static final String NO_TOKEN = "none";

    private final TandaClient gateway;

    LedgerReader(TandaClient gateway) {
        this.gateway = gateway;
    }

    private record Page(List<Capture> items, @Nullable Long next) {}

    Future<List<Capture>> captures(Since since) {
        List<Capture> captures = new ArrayList<>();
        return readAfter(0, since, captures).map(captures);
    }

    private Future<Void> readAfter(long after, Since since, List<Capture> captures) {
        return gateway.get("/v1/ledger?limit=" + PAGE_CAPTURES + "&after=" + after, NO_TOKEN, Page.class)
                .map(Answer::get)
                .compose(page -> {
                    for (Capture capture : page.items()) if (since.includes(capture.ride())) captures.add(capture);
                    Long next = page.next();
                    return next == null ? Future.succeededFuture() : readAfter(next, since, captures);
                });
    }
}

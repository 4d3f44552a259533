package io.tanda.invariants;

import io.tanda.client.Answer;
import io.tanda.client.TandaClient;
import io.tanda.invariants.Snapshot.Capture;
import io.tanda.invariants.Snapshot.GivenBack;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the payment gateway says it has captured and given back. */
final class LedgerReader {
    private static final int PAGE = 1_000;
    /** The gateway asks for none. */
    private static final String NO_TOKEN = "none";

    private final TandaClient gateway;

    LedgerReader(TandaClient gateway) {
        this.gateway = gateway;
    }

    private record Captures(List<Capture> items, @Nullable Long next) {}

    private record Refunds(List<GivenBack> items, @Nullable Long next) {}

    /** Of these captures. */
    Future<List<GivenBack>> refunds(List<Capture> captures) {
        Set<String> charges = captures.stream().map(Capture::id).collect(Collectors.toSet());
        List<GivenBack> refunds = new ArrayList<>();
        return refundsAfter(0, charges, refunds).map(refunds);
    }

    private Future<Void> refundsAfter(long after, Set<String> charges, List<GivenBack> refunds) {
        return gateway.get("/v1/ledger/refunds?limit=" + PAGE + "&after=" + after, NO_TOKEN, Refunds.class)
                .map(Answer::get)
                .compose(page -> {
                    for (GivenBack refund : page.items()) if (charges.contains(refund.charge())) refunds.add(refund);
                    Long next = page.next();
                    return next == null ? Future.succeededFuture() : refundsAfter(next, charges, refunds);
                });
    }

    Future<List<Capture>> captures(Since since) {
        List<Capture> captures = new ArrayList<>();
        return readAfter(0, since, captures).map(captures);
    }

    private Future<Void> readAfter(long after, Since since, List<Capture> captures) {
        return gateway.get("/v1/ledger?limit=" + PAGE + "&after=" + after, NO_TOKEN, Captures.class)
                .map(Answer::get)
                .compose(page -> {
                    for (Capture capture : page.items()) if (since.includes(capture.ride())) captures.add(capture);
                    Long next = page.next();
                    return next == null ? Future.succeededFuture() : readAfter(next, since, captures);
                });
    }
}

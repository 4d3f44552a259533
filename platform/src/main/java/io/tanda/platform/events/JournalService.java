package io.tanda.platform.events;

import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.bus.Registration;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;

/**
 * Answers a context's journal address from its store. More than {@link Journal#MAX_AGGREGATES} aggregates at once are refused as
 * {@link Refusal#INVALID}; an outage of the database makes the asker's future fail.
 */
public final class JournalService {
    private JournalService() {}

    public static Future<Registration> serve(Bus bus, Store store) {
        return bus.serve(Journal.of(store.context()), request -> answer(store, request));
    }

    private static Future<Reply<Journal.Events>> answer(Store store, Request<Journal.Read> request) {
        int aggregates = request.body().after().size();
        if (aggregates > Journal.MAX_AGGREGATES)
            return Future.succeededFuture(Reply.refused(
                    Refusal.INVALID,
                    aggregates + " aggregates at once; at most " + Journal.MAX_AGGREGATES + " are answered"));
        return store.journal(request.body().after()).map(events -> Reply.done(new Journal.Events(events)));
    }
}

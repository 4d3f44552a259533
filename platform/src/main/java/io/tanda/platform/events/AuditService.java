package io.tanda.platform.events;

import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.bus.Registration;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;

/** Answers a context's audit address from its store. */
public final class AuditService {
    private AuditService() {}

    public static Future<Registration> serve(Bus bus, Store store) {
        return bus.serve(Audit.of(store.context()), request -> answer(store, request));
    }

    private static Future<Reply<Audit.Entries>> answer(Store store, Request<Audit.Read> request) {
        int limit = request.body().limit();
        if (limit < 1 || limit > Audit.MAX_READ)
            return Future.succeededFuture(Reply.refused(Refusal.INVALID, "limit must be from 1 to " + Audit.MAX_READ));
        return store.audit(request.body()).map(entries -> Reply.done(new Audit.Entries(entries)));
    }
}

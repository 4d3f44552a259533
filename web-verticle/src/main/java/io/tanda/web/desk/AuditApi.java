package io.tanda.web.desk;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.web.http.Operation.get;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Reply;
import io.tanda.platform.bus.Bus;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Pages;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Query;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What operators did, from all contexts in one order. A list with holes would pass for the whole: where one context does not answer,
 * nothing is shown.
 */
final class AuditApi {
    private final Bus bus;

    AuditApi(Bus bus) {
        this.bus = bus;
    }

    List<Operation> operations() {
        return List.of(get("listActs", "/v1/desk/audit")
                .by(ADMIN)
                .query("by", "about", "cursor", "limit")
                .answeredBy(this::acts));
    }

    private Future<Answer> acts(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    UUID by = query.uuid("by");
                    UUID about = query.uuid("about");
                    UUID before = query.read("cursor", Cursor::uuid, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, Audit.MAX_LIMIT);
                    // One more than fits tells that there is another page.
                    return () -> new Audit.Read(before, by, about, limit + 1);
                }),
                read -> all(call, read));
    }

    private Future<Answer> all(HttpCall call, Audit.Read read) {
        List<Future<Reply<Audit.Entries>>> asked = new ArrayList<>();
        for (Context context : Contexts.ALL) {
            Address<Audit.Read, Audit.Entries> address = context.audit();
            if (address != null) asked.add(bus.ask(address, call.request(read)));
        }
        return Future.all(asked).map(answered -> page(call, answered.list(), read.limit() - 1));
    }

    private static Answer page(HttpCall call, List<Reply<Audit.Entries>> replies, int limit) {
        List<Audit.Entry> entries = new ArrayList<>();
        for (Reply<Audit.Entries> reply : replies) {
            switch (reply) {
                case Reply.Done<Audit.Entries> done ->
                    entries.addAll(done.value().items());
                case Reply.Refused<Audit.Entries> refused -> throw new IllegalStateException(refused.detail());
            }
        }
        entries.sort(Comparator.comparing(Audit.Entry::id).reversed());
        boolean more = entries.size() > limit;
        List<Audit.Entry> page = more ? entries.subList(0, limit) : entries;
        return Pages.answer(call, page, more ? Cursor.of(page.getLast().id()) : null);
    }
}

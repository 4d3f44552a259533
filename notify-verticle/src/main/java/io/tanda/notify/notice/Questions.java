package io.tanda.notify.notice;

import io.tanda.contract.Actor;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.notify.NotificationFeed;
import io.tanda.contract.notify.NotificationPage;
import io.tanda.contract.notify.NotificationQuery;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who may ask what: a rider and a driver for their own. */
final class Questions {
    private static final int MAX_LIMIT = 100;

    private final Inbox inbox;

    Questions(Inbox inbox) {
        this.inbox = inbox;
    }

    Future<Reply<NotificationPage>> list(Request<NotificationQuery> request) {
        NotificationQuery query = request.body();
        if (!mayAsk(request.actor(), query.recipient())) return refused(Refusal.NOT_FOUND, "no notifications of yours");
        if (query.limit() < 1 || query.limit() > MAX_LIMIT)
            return refused(Refusal.INVALID, "limit must be from 1 to " + MAX_LIMIT);
        return inbox.list(query).map(Reply::done);
    }

    /** For the streams of all, which web opens for the receiver alone. */
    Future<Reply<NotificationFeed>> feed(Request<NotificationFeed.Read> request) {
        List<NotificationFeed.After> after = request.body().after();
        if (after.size() > NotificationFeed.MAX_RECIPIENTS)
            return refused(Refusal.INVALID, "at most " + NotificationFeed.MAX_RECIPIENTS + " receivers at once");
        Map<UUID, Long> from = new HashMap<>();
        for (NotificationFeed.After one : after) {
            if (!mayAsk(request.actor(), one.recipient()))
                return refused(Refusal.NOT_FOUND, "no notifications of yours");
            from.merge(one.recipient(), one.id(), Math::min);
        }
        return inbox.feed(from).map(Reply::done);
    }

    Future<Reply<NotificationFeed.End>> end(Request<NotificationFeed.FindEnd> request) {
        UUID recipient = request.body().recipient();
        return mayAsk(request.actor(), recipient)
                ? inbox.end(recipient).map(Reply::done)
                : refused(Refusal.NOT_FOUND, "no notifications of yours");
    }

    private static boolean mayAsk(Actor actor, UUID recipient) {
        return switch (actor.role()) {
            case RIDER, DRIVER -> actor.id().equals(recipient);
            case SYSTEM -> true;
            case OPERATOR -> false;
        };
    }

    private static <R> Future<Reply<R>> refused(Refusal refusal, String detail) {
        return Future.succeededFuture(Reply.refused(refusal, detail));
    }
}

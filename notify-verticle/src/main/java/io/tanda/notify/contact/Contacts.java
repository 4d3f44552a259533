package io.tanda.notify.contact;

import io.tanda.contract.Actor;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.notify.Contact;
import io.tanda.contract.notify.FindContact;
import io.tanda.contract.notify.SetContact;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rider and a driver say where they are told; nobody else, and nobody else sees it. */
public final class Contacts {
    private final ContactRows rows;
    private final Once<SetContact> once;
    private final Set<String> channels;
    private final boolean plainWebhooks;

    /**
     * @param channels that there are
     * @param plainWebhooks webhooks may be called without TLS: for development
     */
    public Contacts(Store store, Set<String> channels, boolean plainWebhooks) {
        this.rows = new ContactRows(store);
        this.once = new Once<>(store.commits(ContactRows::write, Set.of()));
        this.channels = channels;
        this.plainWebhooks = plainWebhooks;
    }

    public Future<Reply<Contact>> set(Request<SetContact> request) {
        SetContact command = request.body();
        return once.answer(request, Contact.class, () -> Future.succeededFuture(decide(request.actor(), command)));
    }

    private Outcome<SetContact, Contact> decide(Actor actor, SetContact command) {
        if (!isOwn(actor, command.receiver())) return Outcome.refused(Refusal.NOT_FOUND, "no contact of yours");
        for (String channel : ContactRows.addresses(command.contact()).keySet())
            if (!channels.contains(channel))
                return Outcome.refused(Refusal.INVALID, "nobody is told by " + channel + " here: leave it out");
        String webhook = command.contact().webhook();
        if (webhook != null && !isWebhook(webhook))
            return Outcome.refused(Refusal.INVALID, "webhook must be an address with https and a host, and no user");
        return Outcome.changed(command, command.contact());
    }

    private boolean isWebhook(String text) {
        try {
            URI uri = new URI(text);
            boolean scheme = "https".equals(uri.getScheme()) || (plainWebhooks && "http".equals(uri.getScheme()));
            return scheme && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    public Future<Reply<Contact>> find(Request<FindContact> request) {
        UUID receiver = request.body().receiver();
        if (!isOwn(request.actor(), receiver))
            return Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "no contact of yours"));
        return rows.find(receiver).map(Reply::done);
    }

    private static boolean isOwn(Actor actor, @Nullable UUID receiver) {
        return (actor.role() == Role.RIDER || actor.role() == Role.DRIVER)
                && actor.id().equals(receiver);
    }
}

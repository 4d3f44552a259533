package io.tanda.message;

import io.tanda.contract.Contexts;
import io.tanda.contract.MessageId;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.message.MessageAddresses;
import io.tanda.contract.message.MessageEvent;
import io.tanda.message.application.Change;
import io.tanda.message.application.HandleMessages;
import io.tanda.message.application.SendMessages;
import io.tanda.message.inbound.Followed;
import io.tanda.message.outbound.BusPayments;
import io.tanda.message.outbound.MailboxRows;
import io.tanda.message.outbound.MessageRows;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Purge;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Messages' life, and their wiring. */
public final class MessageVerticle extends VerticleBase {
    private final Kit kit;
    private final Stops stops = new Stops(Contexts.MESSAGE.name());

    public MessageVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> MessageConfig.of(kit.settings()), false)
                .compose(config -> BoundedContext.open(vertx, kit, Contexts.MESSAGE, stops)
                        .compose(context -> wire(context, config).start()));
    }

    private BoundedContext wire(BoundedContext context, MessageConfig config) {
        MessageRows rows = new MessageRows(context.store(), config.vault());
        Commits<Change> commits = context.store().commits(MessageRows::write, MessageRows.RACED);
        SendMessages send = new SendMessages(
                rows,
                new BusPayments(kit.bus(), kit.clock()),
                commits,
                config.terms(),
                config.patience(),
                kit.clock(),
                receiver -> kit.bus().nudge(new Nudge(Nudge.MESSAGES, List.of(receiver))));
        HandleMessages handle = new HandleMessages(rows, commits);
        MailboxRows mailbox = new MailboxRows(context.store(), rows);
        return context.publishes(MessageEvent.TOPIC)
                .follows(Followed.rides(), commits)
                .follows(Followed.payments(send), commits)
                .follows(Followed.mailbox(), commits)
                .forgetsFencesWhere(MessageRows.OVER)
                .wakes(MessageRows.DEADLINE, (message, due) -> send.due(new MessageId(message)))
                .purges(MessageRows.OLD.toArray(Purge[]::new))
                .answers(MessageAddresses.SEND, send::handle)
                .answers(MessageAddresses.PRICE, send::price)
                .answers(MessageAddresses.COMMANDS, handle::handle)
                .answers(MessageAddresses.BLOCK, handle::block)
                .answers(MessageAddresses.ERASE, handle::erase)
                .answers(MessageAddresses.GET, mailbox::get)
                .answers(MessageAddresses.MAILBOX, mailbox::list)
                .answers(MessageAddresses.UNREAD, mailbox::unread)
                .answers(MessageAddresses.FEED, mailbox::feed)
                .answers(MessageAddresses.FEED_END, mailbox::end);
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}

package io.tanda.contract.message;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import java.util.List;

/** What message is asked over the bus. */
public final class MessageAddresses {
    // Longer than payment's own limit: a sender waits for the gateway.
    public static final Address<SendMessage, MessageView> SEND =
            Address.of("message.send", SendMessage.class, MessageView.class).within(2_500);
    public static final Address<MessageCommand, MessageView> COMMANDS =
            Address.of("message.commands", MessageCommand.class, MessageView.class);
    public static final Address<MessageQuery.Price, MessagePrice> PRICE =
            Address.of("message.price", MessageQuery.Price.class, MessagePrice.class);
    public static final Address<MessageQuery.Get, MessageView> GET =
            Address.of("message.get", MessageQuery.Get.class, MessageView.class);
    public static final Address<MessageQuery.Mailbox, Mailbox.Page> MAILBOX =
            Address.of("message.mailbox", MessageQuery.Mailbox.class, Mailbox.Page.class);
    public static final Address<MessageQuery.CountUnread, Mailbox.Unread> UNREAD =
            Address.of("message.unread", MessageQuery.CountUnread.class, Mailbox.Unread.class);
    public static final Address<BlockSender, BlockSender.Done> BLOCK =
            Address.of("message.block", BlockSender.class, BlockSender.Done.class);
    public static final Address<EraseConversations, EraseConversations.Erased> ERASE =
            Address.of("message.erase", EraseConversations.class, EraseConversations.Erased.class);
    public static final Address<MessageFeed.Read, MessageFeed> FEED =
            Address.of("message.feed", MessageFeed.Read.class, MessageFeed.class);
    public static final Address<MessageFeed.FindEnd, MessageFeed.End> FEED_END =
            Address.of("message.feed.end", MessageFeed.FindEnd.class, MessageFeed.End.class);
    public static final Address<Journal.Read, Journal.Events> JOURNAL = Journal.of("message");
    public static final Address<Audit.Read, Audit.Entries> AUDIT = Audit.of("message");

    public static final List<Address<?, ?>> ALL =
            List.of(SEND, COMMANDS, PRICE, GET, MAILBOX, UNREAD, BLOCK, ERASE, FEED, FEED_END, JOURNAL, AUDIT);

    private MessageAddresses() {}
}

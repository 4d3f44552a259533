package io.tanda.contract.notify;

import io.tanda.contract.bus.Address;
import java.util.List;

/** What notify is asked over the bus. */
public final class NotifyAddresses {
    public static final Address<NotificationQuery, NotificationPage> NOTIFICATIONS =
            Address.of("notify.notifications", NotificationQuery.class, NotificationPage.class);
    public static final Address<NotificationFeed.Read, NotificationFeed> FEED =
            Address.of("notify.feed", NotificationFeed.Read.class, NotificationFeed.class);
    public static final Address<NotificationFeed.FindEnd, NotificationFeed.End> FEED_END =
            Address.of("notify.feed.end", NotificationFeed.FindEnd.class, NotificationFeed.End.class);
    public static final Address<SetContact, Contact> SET_CONTACT =
            Address.of("notify.contact.set", SetContact.class, Contact.class);
    public static final Address<FindContact, Contact> CONTACT =
            Address.of("notify.contact", FindContact.class, Contact.class);

    public static final List<Address<?, ?>> ALL = List.of(NOTIFICATIONS, FEED, FEED_END, SET_CONTACT, CONTACT);

    private NotifyAddresses() {}
}

package io.tanda.notify.contact;

import io.tanda.contract.notify.Contact;
import io.tanda.contract.notify.Language;
import io.tanda.contract.notify.SetContact;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code receiver} and {@code contact}. */
final class ContactRows {
    private static final Insert RECEIVER = Insert.orReplace("receiver", "receiver_id", "language");
    private static final String NO_ADDRESSES = "DELETE FROM contact WHERE receiver_id = ?";
    private static final Insert ADDRESS =
            Insert.into("contact", "receiver_id", "channel", "address").onTaken("address = VALUES(address)");
    private static final String FIND = "SELECT r.language, c.channel, c.address FROM receiver r"
            + " LEFT JOIN contact c ON c.receiver_id = r.receiver_id WHERE r.receiver_id = ?";

    private final Store store;

    ContactRows(Store store) {
        this.store = store;
    }

    static void write(Unit.Builder unit, SetContact change) {
        Contact contact = change.contact();
        Language language = contact.language();
        unit.insert(RECEIVER, change.receiver(), language == null ? null : language.tag())
                .run(NO_ADDRESSES, change.receiver());
        addresses(contact).forEach((channel, address) -> unit.insert(ADDRESS, change.receiver(), channel, address));
    }

    /** By the names of channels. */
    static Map<String, String> addresses(Contact contact) {
        Map<String, String> addresses = new LinkedHashMap<>();
        put(addresses, ChannelNames.WEBHOOK, contact.webhook());
        put(addresses, ChannelNames.MAIL, contact.mail());
        put(addresses, ChannelNames.SMS, contact.sms());
        put(addresses, ChannelNames.KAKAOTALK, contact.kakaotalk());
        return addresses;
    }

    private static void put(Map<String, String> addresses, String channel, @Nullable String address) {
        if (address != null) addresses.put(channel, address);
    }

    Future<Contact> find(UUID receiver) {
        return store.query(FIND, receiver).map(rows -> {
            Map<String, String> addresses = new HashMap<>();
            String tag = null;
            for (Row row : rows) {
                tag = row.getString("language");
                String channel = row.getString("channel");
                if (channel != null) addresses.put(channel, row.getString("address"));
            }
            return new Contact(
                    tag == null ? null : Language.of(tag),
                    addresses.get(ChannelNames.WEBHOOK),
                    addresses.get(ChannelNames.MAIL),
                    addresses.get(ChannelNames.SMS),
                    addresses.get(ChannelNames.KAKAOTALK));
        });
    }
}

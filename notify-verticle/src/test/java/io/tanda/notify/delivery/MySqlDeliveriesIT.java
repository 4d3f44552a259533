package io.tanda.notify.delivery;

import static io.tanda.platform.testing.TestStore.await;

import io.tanda.contract.Id;
import io.tanda.contract.notify.Language;
import io.tanda.platform.store.Insert;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

@SuppressWarnings("NullAway.Init")
final class MySqlDeliveriesIT extends DeliveriesContract {
    private static final Insert NOTICE = Insert.into("notice", "receiver_id", "role", "ride_id", "kind", "at");
    private static final Insert RECEIVER = Insert.into("receiver", "receiver_id");
    private static final Insert CONTACT = Insert.into("contact", "receiver_id", "channel", "address");
    private static final Insert DELIVERY = Insert.selected(
            "delivery",
            List.of("number", "channel", "made_at", "due_at"),
            "SELECT number, '" + CHANNEL + "', ?, ? FROM notice WHERE ride_id = ?");

    private final Vertx vertx = Vertx.vertx();
    private Store store;

    @BeforeEach
    void open() {
        store = TestStore.open(vertx, "notify");
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Override
    Deliveries deliveries() {
        return new MySqlDeliveries(store);
    }

    @Override
    UUID made(Instant at) {
        UUID ride = Id.next();
        UUID receiver = Id.next();
        await(store.commit(Unit.of()
                .insert(RECEIVER, receiver)
                .insert(CONTACT, receiver, CHANNEL, "somewhere")
                .insert(NOTICE, receiver, "DRIVER", ride, "dispatch.call-reopened.v1", at)
                .build()));
        await(store.commit(Unit.of().insert(DELIVERY, at, at, ride).build()));
        return receiver;
    }

    @Override
    void takesAway(UUID receiver) {
        await(store.query("DELETE FROM contact WHERE receiver_id = ?", receiver));
    }

    @Override
    void reads(UUID receiver, Language language) {
        await(store.query("UPDATE receiver SET language = ? WHERE receiver_id = ?", language.tag(), receiver));
    }
}

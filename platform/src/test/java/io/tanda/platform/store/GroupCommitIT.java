package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.CommandId;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GroupCommitIT {
    @Test
    void a_unit_is_there_after_its_commit(Vertx vertx) {
        Store store = TestStore.open(vertx, "probe");
        CommandId id = CommandId.next();
        await(store.commit(Unit.of(id, "f").reply("{\"a\":1}").build()));
        assertThat(await(store.replyTo(id))).contains(new StoredReply("f", "{\"a\":1}"));
    }
}

package io.tanda.platform.store;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether a booking can be committed is asked of the lines that commit. */
@ExtendWith(VertxExtension.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WritableIT {
    @Test
    void a_pool_full_of_slow_queries_does_not_keep_a_store_from_being_writable(Vertx vertx) {
        StoreConfig schema = TestStore.freshConfig("writable");
        Store store = TestStore.open(vertx, "writable", schema);
        List<Future<?>> slow = Stream.<Future<?>>generate(() -> store.query("SELECT SLEEP(5)"))
                .limit(schema.poolSize())
                .toList();

        await(store.writable());

        assertThat(slow).noneMatch(Future::isComplete);
        await(Future.join(slow));
        await(store.close());
    }

    @Test
    void a_store_that_is_closed_is_not_writable(Vertx vertx) {
        Store store = TestStore.open(vertx, "writable", TestStore.freshConfig("writable"));
        await(store.close());
        assertThat(store.writable().transform(asked -> Future.succeededFuture(asked.failed())))
                .satisfies(asked -> assertThat(await(asked)).isTrue());
    }
}

package io.tanda.payment.charge;

import io.tanda.payment.gateway.TestGateway;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.StoreConfig;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Two processes of payment on one schema, and the gateway that both ask. */
@SuppressWarnings("NullAway.Init")
abstract class TwoTills {
    static Vertx vertx;
    static StoreConfig schema;
    static Store store;
    static Store otherStore;

    TestGateway remote;
    Till here;
    Till there;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        schema = TestStore.freshConfig("payment");
        store = TestStore.open(vertx, "payment", schema);
        otherStore = TestStore.open(vertx, "payment", schema);
    }

    @AfterAll
    static void close() {
        TestStore.await(store.close());
        TestStore.await(otherStore.close());
        vertx.close().await();
    }

    @BeforeEach
    void connect() {
        remote = TestGateway.start(vertx);
        here = Till.on(vertx, store, remote);
        there = Till.on(vertx, otherStore, remote);
    }

    @AfterEach
    void disconnect() {
        here.gateway().close();
        there.gateway().close();
        remote.stop();
    }
}

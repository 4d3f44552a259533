package io.tanda.launcher;

import static io.tanda.platform.testing.TestStore.await;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.bus.Registration;
import io.tanda.platform.ops.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A member of a cluster with a bus and nothing else, in this JVM: what goes to another goes as bytes, over TCP. */
final class JoinedNode implements AutoCloseable {
    static final String ADDRESS = PaymentAddresses.GET.name();

    final HazelcastClusterManager manager;
    final Vertx vertx;
    final Bus bus;
    private Registration serving;

    private JoinedNode(Cluster cluster, Config config) {
        manager = new HazelcastClusterManager(config);
        vertx = await(Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(cluster.eventBus()))
                .withClusterManager(manager)
                .buildClustered());
        bus = new Bus(vertx);
    }

    static JoinedNode of(Map<String, String> values) {
        return of(values, config -> {});
    }

    /** @param moreover changes what Hazelcast is told, where one machine cannot be several */
    static JoinedNode of(Map<String, String> values, Consumer<Config> moreover) {
        Settings settings = Settings.of(values);
        Cluster cluster = Cluster.of(settings, false);
        settings.check();
        Config config = cluster.config();
        moreover.accept(config);
        return new JoinedNode(cluster, config);
    }

    HazelcastInstance hazelcast() {
        return manager.getHazelcastInstance();
    }

    int members() {
        return hazelcast().getCluster().getMembers().size();
    }

    /** Of this stay in the cluster. */
    UUID member() {
        return hazelcast().getCluster().getLocalMember().getUuid();
    }

    void serve() {
        serving = await(bus.serve(
                PaymentAddresses.GET,
                asked -> Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "no such ride"))));
    }

    void stopServing() {
        await(serving.stop());
    }

    /** Of whoever serves it. */
    Future<Reply<PaymentView>> ask() {
        return bus.ask(
                PaymentAddresses.GET,
                new Request<>(
                        CommandId.next(),
                        Actor.SYSTEM,
                        Instant.EPOCH,
                        null,
                        null,
                        new PaymentQuery(RideId.next(), null)));
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}

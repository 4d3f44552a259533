package io.tanda.platform.bus;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process serves, held against what the cluster knows of it. A cluster that was split, or that took a process for dead which only
 * stood still, may have forgotten a part of it, and what is forgotten nobody asks for again: so it is said again.
 *
 * <p>The cluster's own map is looked into, for a question by the bus might be answered by another process that serves the same.
 */
final class Presence {
    /** A look asks the map once for each address, a millisecond or so; an asker's tries last longer than two of them. */
    static final int LOOK_EVERY_MILLIS = 2_000;

    /** Looks that must miss something in a row: while members come and go, parts of the map move. */
    private static final int MISSED_LOOKS = 2;

    private static final Logger log = LoggerFactory.getLogger(Presence.class);

    private final ClusterManager cluster;
    private final Map<String, Served> served = new ConcurrentHashMap<>();
    private boolean looking;
    private int missedNode;

    /** @param known what the cluster last knew of it */
    private record Served(int consumers, List<RegistrationInfo> known, int missed) {
        Served more() {
            return new Served(consumers + 1, known, missed);
        }

        @Nullable
        Served less() {
            return consumers == 1 ? null : new Served(consumers - 1, known, missed);
        }
    }

    private Presence(ClusterManager cluster) {
        this.cluster = cluster;
    }

    /** Looks from now on; absent where this process is alone. */
    static @Nullable Presence of(Vertx vertx) {
        ClusterManager cluster = ((VertxInternal) vertx).clusterManager();
        if (cluster == null) return null;
        Presence presence = new Presence(cluster);
        vertx.setPeriodic(LOOK_EVERY_MILLIS, tick -> presence.look());
        return presence;
    }

    /** Processes that this one can ask, with it. */
    int members() {
        return cluster.getNodes().size();
    }

    /** One consumer of the address is registered. */
    void entered(String address) {
        served.merge(address, new Served(1, List.of(), 0), (before, one) -> before.more());
        // What is not seen now is at the next look.
        registrations(address).onSuccess(own -> remember(address, own));
    }

    /** One consumer of the address is about to go. */
    void leaving(String address) {
        served.computeIfPresent(address, (same, before) -> before.less());
    }

    /** Every address that is served here is known in the cluster to be. */
    Future<Void> check() {
        return inTurn(address -> registrations(address).compose(own -> {
            remember(address, own);
            return own.isEmpty() && served.containsKey(address)
                    ? Future.failedFuture(address + " is not known in the cluster")
                    : Future.succeededFuture();
        }));
    }

    private void look() {
        if (looking) return;
        looking = true;
        lookAtNode()
                .compose(seen -> inTurn(address -> registrations(address).compose(own -> compare(address, own))))
                .onFailure(failure -> log.debug("the cluster could not be looked at: {}", failure.getMessage()))
                .onComplete(looked -> looking = false);
    }

    /** One after the other: each occupies a worker, and when the map hangs all of them hang. */
    private Future<Void> inTurn(Function<String, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (String address : served.keySet()) done = done.compose(before -> step.apply(address));
        return done;
    }

    private Future<List<RegistrationInfo>> registrations(String address) {
        return this.<List<RegistrationInfo>>asked(answer -> cluster.getRegistrations(address, answer))
                .map(all -> all.stream()
                        .filter(each -> !each.localOnly() && each.nodeId().equals(cluster.getNodeId()))
                        .toList());
    }

    private Future<Void> compare(String address, List<RegistrationInfo> own) {
        if (!own.isEmpty()) {
            remember(address, own);
            return Future.succeededFuture();
        }
        Served missing = served.computeIfPresent(
                address, (same, before) -> new Served(before.consumers(), before.known(), before.missed() + 1));
        if (missing == null || missing.missed() < MISSED_LOOKS) return Future.succeededFuture();
        Future<Void> said = Future.succeededFuture();
        for (RegistrationInfo each : missing.known())
            said = said.compose(before -> asked(answer -> cluster.addRegistration(address, each, answer)));
        return said.compose(again -> {
            log.warn("the cluster had forgotten that {} is served here, and was told again", address);
            return served.containsKey(address) ? Future.succeededFuture() : takeBack(address, missing.known());
        });
    }

    /** It was given up meanwhile. */
    private Future<Void> takeBack(String address, List<RegistrationInfo> registrations) {
        Future<Void> gone = Future.succeededFuture();
        for (RegistrationInfo each : registrations)
            gone = gone.compose(before -> asked(answer -> cluster.removeRegistration(address, each, answer)));
        return gone;
    }

    private void remember(String address, List<RegistrationInfo> own) {
        if (!own.isEmpty()) served.computeIfPresent(address, (same, before) -> new Served(before.consumers(), own, 0));
    }

    /** Where this process is found: without it nobody's question and no answer gets here. */
    private Future<Void> lookAtNode() {
        return this.<NodeInfo>asked(answer -> cluster.getNodeInfo(cluster.getNodeId(), answer))
                .onSuccess(known -> missedNode = 0)
                .<Void>mapEmpty()
                .recover(unknown -> {
                    if (++missedNode < MISSED_LOOKS) return Future.succeededFuture();
                    return this.<Void>asked(answer -> cluster.setNodeInfo(cluster.getNodeInfo(), answer))
                            .onSuccess(
                                    told -> log.warn("the cluster had forgotten where this process is, and was told"));
                });
    }

    private <T> Future<T> asked(Consumer<Completable<T>> question) {
        // Also when it throws, as the map does once the cluster was left: then this look fails, and is not the last.
        return Future.future(question::accept);
    }
}

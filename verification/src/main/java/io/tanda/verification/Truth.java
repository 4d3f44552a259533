package io.tanda.verification;

import io.tanda.client.CallCounts;
import io.tanda.client.ClientConfig;
import io.tanda.client.TandaClient;
import io.tanda.invariants.InvariantChecker;
import io.tanda.invariants.Offence;
import io.tanda.invariants.Since;
import io.tanda.invariants.Snapshot;
import io.tanda.invariants.SnapshotReader;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What API, databases, topics and the gateway's ledger say about the rides of one figure, when all is quiet. */
final class Truth {
    /** A partition that moved, a charge that is asked again, a history that catches up. */
    private static final Duration QUIET_LIMIT = Duration.ofMinutes(3);

    private static final Duration DEADLINE_TOLERANCE = Duration.ofSeconds(60);
    private static final int ANSWER_LIMIT_MINUTES = 10;
    private static final int PAGE_LIMIT_MILLIS = 10_000;

    private final Vertx vertx;
    private final Endpoints cluster;
    private final Duration quietLimit;
    private final Since since;

    /** Rides from now on. */
    Truth(Vertx vertx, Cluster cluster) {
        this(vertx, cluster.endpoints());
    }

    Truth(Vertx vertx, Endpoints cluster) {
        this(vertx, cluster, QUIET_LIMIT);
    }

    /** @param quietLimit after which what is broken is broken */
    Truth(Vertx vertx, Endpoints cluster, Duration quietLimit) {
        this.vertx = vertx;
        this.cluster = cluster;
        this.quietLimit = quietLimit;
        Instant now = Instant.now();
        this.since = new Since(now, now);
    }

    /** @return offences, each in a sentence */
    List<String> offences(Calls calls, int completedRides) {
        return found(calls, completedRides).stream().map(String::valueOf).toList();
    }

    List<Offence> found(Calls calls, int completedRides) {
        TandaClient patient = new TandaClient(
                vertx, ClientConfig.of(cluster.api()).withTries(PAGE_LIMIT_MILLIS, (int) QUIET_LIMIT.toMillis()));
        TandaClient gateway = new TandaClient(vertx, ClientConfig.of(URI.create(cluster.gatewayUrl())));
        SnapshotReader reader = new SnapshotReader(
                vertx,
                patient,
                calls.tokens().operator(UUID.randomUUID()),
                gateway,
                cluster.mysqlUrl(),
                cluster.kafkaBootstrap());
        CallCounts.Seen counts = calls.counts();
        try {
            return new InvariantChecker(vertx, quietLimit)
                    .check(() -> reader.read(
                            since,
                            calls.booked(),
                            counts.operationsOk(),
                            counts.operations(),
                            // What was refused was counted by who asked.
                            new Snapshot.Expected(completedRides, 0),
                            Instant.now(),
                            DEADLINE_TOLERANCE))
                    .map(InvariantChecker.Verdict::offences)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(ANSWER_LIMIT_MINUTES, TimeUnit.MINUTES)
                    .join();
        } finally {
            reader.close();
            patient.close();
            gateway.close();
        }
    }
}

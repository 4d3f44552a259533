package io.tanda.invariants;

import io.tanda.client.TandaClient;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.history.RideRecord;
import io.tanda.invariants.Snapshot.Booked;
import io.tanda.invariants.Snapshot.Capture;
import io.tanda.invariants.Snapshot.Deadline;
import io.tanda.invariants.Snapshot.GivenBack;
import io.tanda.invariants.Snapshot.Journaled;
import io.tanda.invariants.Snapshot.Parked;
import io.tanda.invariants.Snapshot.Published;
import io.tanda.invariants.Snapshot.Seen;
import io.tanda.invariants.Snapshot.Spent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads what was recorded about every ride that began since a moment, one reader for each place where something is recorded. */
public final class SnapshotReader {
    private final DatabaseReader databases;
    private final TopicReader topics;
    private final LedgerReader ledger;
    private final ApiReader api;

    /**
     * @param operator a token of that role
     * @param gateway a client of the gateway's address
     * @param mysqlUrl {@code mysql://user:password@host:port}
     */
    public SnapshotReader(
            Vertx vertx,
            TandaClient api,
            String operator,
            TandaClient gateway,
            String mysqlUrl,
            String kafkaBootstrap) {
        this.databases = new DatabaseReader(vertx, mysqlUrl);
        this.topics = new TopicReader(vertx, kafkaBootstrap);
        this.ledger = new LedgerReader(gateway);
        this.api = new ApiReader(api, operator);
    }

    /**
     * @param asked what was answered 201
     * @param now domain time
     */
    public Future<Snapshot> read(
            Since since,
            Map<RideId, RiderId> asked,
            long operationsOk,
            long operations,
            Snapshot.Expected expected,
            Instant now,
            Duration deadlineTolerance) {
        // The topics first: what is there must be in a journal that was read after it. The next look mends the reverse.
        Future<List<Published>> published = topics.published(since);
        Future<List<Journaled>> journal = published.compose(read -> databases.journals(since));
        Future<List<Deadline>> deadlines = journal.compose(read -> databases.deadlines(since));
        Future<List<Parked>> parked = deadlines.compose(read -> databases.parked(since));
        Future<List<Booked>> booked = parked.compose(read -> databases.booked(since));
        Future<List<Capture>> captures = booked.compose(read -> ledger.captures(since));
        Future<List<GivenBack>> refunds = captures.compose(ledger::refunds);
        Future<Map<RideId, RideRecord>> history = refunds.compose(read -> api.history(since));
        Future<List<Spent>> spending = history.compose(read -> databases.spending(since));
        Future<Depot> depot = spending.compose(read -> databases.depot(since));
        Future<Map<RideId, Seen>> bookings = depot.compose(read -> api.bookings(asked.keySet()));
        return bookings.map(read -> new Snapshot(
                Map.copyOf(asked),
                read,
                journal.result(),
                published.result(),
                history.result(),
                spending.result(),
                captures.result(),
                refunds.result(),
                booked.result(),
                deadlines.result(),
                parked.result(),
                operationsOk,
                operations,
                expected,
                now,
                deadlineTolerance,
                depot.result()));
    }

    /** Fails when the database may forget what it has committed: then nothing that is measured or checked here means anything. */
    public Future<Void> requireDurableCommits() {
        return databases.requireDurableCommits();
    }

    public Future<Void> close() {
        return databases.close();
    }
}

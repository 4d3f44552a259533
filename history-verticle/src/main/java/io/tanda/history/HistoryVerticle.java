package io.tanda.history;

import io.tanda.contract.Contexts;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.store.Purge;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** What was, as it is looked up. Follows all and is waited for by nobody. */
public final class HistoryVerticle extends VerticleBase {
    /** Nobody waits for history: many rides' events cost one commit. */
    private static final Duration GATHERED = Duration.ofMillis(100);

    /** Written before notify was there, and not read any more. */
    private static final Purge OLD_NOTIFICATIONS =
            Purge.of("notification", "ride_id", Purge.Age.ID, Duration.ofDays(90), "id");

    private final Kit kit;
    private final Stops stops = new Stops("history");

    public HistoryVerticle(Kit kit) {
        this.kit = kit;
    }

    @Override
    public Future<?> start() {
        return BoundedContext.open(vertx, kit, Contexts.HISTORY, stops)
                .compose(context -> wire(context).start());
    }

    private static BoundedContext wire(BoundedContext context) {
        Store store = context.store();
        Commits<Change> commits = RideRows.commits(store);
        Heard heard = new Heard();
        Questions questions = new Questions(new RideRecords(store), new MyPages(store, heard), new Receipts(store));
        BoundedContext following = context;
        for (Interest<?, Change> interest : Interests.ALL)
            following = following.follows(interest.gathering(GATHERED), heard.noting(interest.topic(), commits));
        return following
                .forgetsFencesWhere(RideRows.OVER)
                .purges(OLD_NOTIFICATIONS)
                .answers(HistoryAddresses.RIDES, questions::rides)
                .answers(HistoryAddresses.MY_PAGE, questions::myPage)
                .answers(HistoryAddresses.RECEIPT, questions::receipt);
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}

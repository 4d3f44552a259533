package io.tanda.history;

import io.tanda.contract.Contexts;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.Stops;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;

/** What was, as it is looked up. Follows all and is waited for by nobody. */
public final class HistoryVerticle extends VerticleBase {
    /** Nobody waits for history: many rides' events cost one commit. */
    private static final Duration GATHERED = Duration.ofMillis(100);

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
        Commits<Rows> commits = Rows.commits(store);
        Questions questions = new Questions(new RideRecords(store), new Notifications(store));
        BoundedContext following = context;
        for (Interest<?, Rows> interest : Interests.ALL)
            following = following.follows(interest.gathering(GATHERED), commits);
        return following
                .forgetsFencesWhere(RideSql.OVER)
                .purges(NotificationSql.OLD)
                .answers(HistoryAddresses.RIDES, questions::rides)
                .answers(HistoryAddresses.NOTIFICATIONS, questions::notifications);
    }

    @Override
    public Future<?> stop() {
        return stops.run();
    }
}

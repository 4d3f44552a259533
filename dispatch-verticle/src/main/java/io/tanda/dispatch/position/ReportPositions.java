package io.tanda.dispatch.position;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes fixes: into this process's index at once, so that matching works without Kafka, and to the other processes. */
public final class ReportPositions {
    private final InstantSource clock;
    private final TaxiPositions positions;
    private final PositionLog log;
    private final PositionMeters meters;

    public ReportPositions(InstantSource clock, TaxiPositions positions, PositionLog log, PositionMeters meters) {
        this.clock = clock;
        this.positions = positions;
        this.log = log;
        this.meters = meters;
    }

    public Future<Reply<Positions.Taken>> handle(Request<Positions.Report> request) {
        List<Positions.Fix> fixes = request.body().fixes();
        if (fixes.size() > Positions.MAX_FIXES)
            return Future.succeededFuture(
                    Reply.refused(Refusal.INVALID, "a report has at most " + Positions.MAX_FIXES + " fixes"));
        Instant now = clock.instant();
        List<Positions.Fix> places =
                fixes.stream().filter(ReportPositions::isPlace).toList();
        FixTimes times = new FixTimes(places, now);
        List<Positions.Fix> taken = new ArrayList<>(places.size());
        for (Positions.Fix fix : places) {
            Optional<Instant> known = positions.of(fix.driver(), now).map(TaxiPositions.Seen::at);
            times.of(fix, known).ifPresent(at -> {
                taken.add(new Positions.Fix(fix.driver(), fix.lat(), fix.lng(), at));
                positions.report(fix.driver(), fix.lat(), fix.lng(), at, now);
            });
        }
        meters.droppedFixes(fixes.size() - taken.size());
        if (!taken.isEmpty()) log.tell(taken);
        return Future.succeededFuture(Reply.done(new Positions.Taken(taken.size())));
    }

    /** 0,0 is what a receiver without a fix reports. */
    static boolean isPlace(Positions.Fix fix) {
        return fix.lat() >= -90
                && fix.lat() <= 90
                && fix.lng() >= -180
                && fix.lng() <= 180
                && !(fix.lat() == 0 && fix.lng() == 0);
    }
}

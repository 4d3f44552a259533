package io.tanda.dispatch.position;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Takes fixes: into this process's index at once, so that matching works without Kafka, and to the other processes. */
public final class ReportPositions {
    /** Clocks of taxis run ahead of ours by as much, at most; what claims to be later is taken for now. */
    private static final Duration MAX_AHEAD = Duration.ofSeconds(10);

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
        List<Positions.Fix> taken = new ArrayList<>(fixes.size());
        for (Positions.Fix fix : fixes) {
            if (!isPlace(fix)) continue;
            Instant at = fix.at() == null || fix.at().isAfter(now.plus(MAX_AHEAD)) ? now : fix.at();
            if (at.plus(TaxiPositions.FRESH).isBefore(now)) continue;
            taken.add(new Positions.Fix(fix.driver(), fix.lat(), fix.lng(), at));
            positions.report(fix.driver(), fix.lat(), fix.lng(), at, now);
        }
        meters.droppedFixes(fixes.size() - taken.size());
        if (!taken.isEmpty()) log.tell(taken);
        return Future.succeededFuture(Reply.done(new Positions.Taken(taken.size())));
    }

    /** 0,0 is what a receiver without a fix reports. */
    private static boolean isPlace(Positions.Fix fix) {
        return fix.lat() >= -90
                && fix.lat() <= 90
                && fix.lng() >= -180
                && fix.lng() <= 180
                && !(fix.lat() == 0 && fix.lng() == 0);
    }
}

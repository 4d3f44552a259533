package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.platform.commit.Recent;
import io.tanda.platform.flow.Mailboxes;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * What drivers do with a ride, each command answered once and one after the other: accepts of one call are contended, and each loser
 * would cost a commit that is rolled back.
 */
public final class Turns {
    /** Rides under way of a large city; about 1 kB each. */
    private static final int MAX_RECENT = 8_192;

    private final Mailboxes<RideId> mailboxes;
    private final Rides rides;
    private final Once<Change> once;
    private final Recent<RideId, Found> recent = new Recent<>(MAX_RECENT);

    /** @param mailboxes shared with whoever else changes rides in this process */
    public Turns(Mailboxes<RideId> mailboxes, Rides rides, Commits<Change> commits) {
        this.mailboxes = mailboxes;
        this.rides = rides;
        this.once = new Once<>(commits);
    }

    /** Decides on the ride as it was found; asked again when somebody was faster. */
    interface Attempt {
        Future<Outcome<Change, DriverRide>> on(Found found);
    }

    Future<Reply<DriverRide>> take(Request<?> request, RideId ride, Attempt attempt) {
        return mailboxes.inTurn(
                ride,
                () -> once.answer(
                        request,
                        DriverRide.class,
                        () -> recent.<Outcome<Change, DriverRide>>decide(
                                        ride, attempt::on, Turns::changes, () -> look(ride, attempt))
                                .map(this::kept)));
    }

    private Future<Outcome<Change, DriverRide>> look(RideId ride, Attempt attempt) {
        return rides.find(ride)
                .compose(found -> found.map(attempt::on)
                        .orElseGet(() ->
                                Future.succeededFuture(Outcome.refused(Refusal.NOT_FOUND, "there is no such call"))));
    }

    private static boolean changes(Outcome<Change, DriverRide> outcome) {
        return outcome instanceof Outcome.Done<Change, DriverRide> done && done.change() != null;
    }

    private Outcome<Change, DriverRide> kept(Outcome<Change, DriverRide> outcome) {
        return outcome instanceof Outcome.Done<Change, DriverRide> done && done.change() instanceof Change.Moved moved
                ? done.afterwards(() -> {
                    recent.keep(moved.after().ride().id(), moved.after());
                    done.afterwards().run();
                })
                : outcome;
    }

    /** A ride that somebody has just ended: it stays as it is. */
    Future<Optional<Found>> after(RideId ended) {
        Found written = recent.take(ended);
        return written == null ? rides.find(ended) : Future.succeededFuture(Optional.of(written));
    }

    /** Refused without a look at the ride. */
    Future<Reply<DriverRide>> refuse(Request<?> request, Refusal refusal, String detail) {
        return once.answer(request, DriverRide.class, () -> Future.succeededFuture(Outcome.refused(refusal, detail)));
    }
}

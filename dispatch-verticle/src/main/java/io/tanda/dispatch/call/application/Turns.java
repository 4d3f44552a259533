package io.tanda.dispatch.call.application;

import io.tanda.contract.RideId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.tanda.platform.flow.Mailboxes;
import io.vertx.core.Future;

/**
 * What drivers do with a ride, each command answered once and one after the other: accepts of one call are contended, and each loser
 * would cost a commit that is rolled back.
 */
public final class Turns {
    private final Mailboxes<RideId> mailboxes;
    private final Rides rides;
    private final Once<Change> once;

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
                        () -> rides.find(ride)
                                .compose(found -> found.map(attempt::on)
                                        .orElseGet(() -> Future.succeededFuture(
                                                Outcome.refused(Refusal.NOT_FOUND, "there is no such call"))))));
    }

    /** Refused without a look at the ride. */
    Future<Reply<DriverRide>> refuse(Request<?> request, Refusal refusal, String detail) {
        return once.answer(request, DriverRide.class, () -> Future.succeededFuture(Outcome.refused(refusal, detail)));
    }
}

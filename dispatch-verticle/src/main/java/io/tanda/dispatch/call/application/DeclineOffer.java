package io.tanda.dispatch.call.application;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Offer;
import io.tanda.dispatch.call.domain.Order;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.Instant;

/** A3: the driver does not want it; the next taxi is asked at once. */
public final class DeclineOffer {
    private final Once<Change> once;
    private final Rides rides;
    private final OfferRounds rounds;
    private final CallMeters meters;

    public DeclineOffer(Commits<Change> commits, Rides rides, OfferRounds rounds, CallMeters meters) {
        this.once = new Once<>(commits);
        this.rides = rides;
        this.rounds = rounds;
        this.meters = meters;
    }

    public Future<Reply<Offer>> handle(Request<Offer.Decline> request) {
        return once.answer(
                request,
                Offer.class,
                () -> rides.offer(request.body().offer())
                        .compose(offer -> offer.filter(found ->
                                        found.driver().equals(request.body().driver()))
                                .map(found -> decline(found, request.at()))
                                .orElseGet(() -> Future.succeededFuture(notFound()))));
    }

    private Future<Outcome<Change, Offer>> decline(StoredOffer offer, Instant at) {
        return rides.find(offer.ride())
                .map(found -> found.map(call -> decline(offer, call, at)).orElseGet(DeclineOffer::notFound));
    }

    private Outcome<Change, Offer> decline(StoredOffer offer, Found call, Instant at) {
        Order order = call.ride().order();
        return switch (offer.status()) {
            case SENT -> {
                StoredOffer declined = offer.with(Offer.Status.DECLINED);
                yield Outcome.<Change, Offer>changed(new Change.Declined(declined, call, at), declined.view(order))
                        .afterwards(() -> {
                            meters.offers(Offer.Status.DECLINED, 1);
                            rounds.replace(offer.ride());
                        });
            }
            case DECLINED -> Outcome.unchanged(offer.view(order));
            case ACCEPTED, EXPIRED, UNDELIVERABLE, WITHDRAWN, SUPERSEDED ->
                Outcome.refused(Refusal.OFFER_CLOSED, "this offer can no longer be answered");
        };
    }

    private static Outcome<Change, Offer> notFound() {
        return Outcome.refused(Refusal.NOT_FOUND, "you have no such offer");
    }
}

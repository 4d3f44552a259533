package io.tanda.dispatch.call.application;

import io.tanda.contract.Wire;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Offer;
import io.tanda.platform.commit.Attempts;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.vertx.core.Future;

/** A3: the driver does not want it; the next taxi is asked at once. */
public final class DeclineOffer {
    private final Store store;
    private final Rides rides;
    private final OfferRounds rounds;
    private final DispatchMeters meters;

    public DeclineOffer(Store store, Rides rides, OfferRounds rounds, DispatchMeters meters) {
        this.store = store;
        this.rides = rides;
        this.rounds = rounds;
        this.meters = meters;
    }

    public Future<Reply<Offer>> handle(Request<Offer.Decline> request) {
        return Answers.once(request, Offer.class, Attempts.whileStale(() -> attempt(request)));
    }

    private Future<Reply<Offer>> attempt(Request<Offer.Decline> request) {
        return rides.offer(request.body().offer()).compose(known -> {
            if (known.isEmpty() || !known.get().driver().equals(request.body().driver()))
                return Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "you have no such offer"));
            StoredOffer offer = known.get();
            return rides.find(offer.ride())
                    .compose(found -> found.isEmpty()
                            ? Future.succeededFuture(Reply.refused(Refusal.NOT_FOUND, "you have no such offer"))
                            : decline(request, offer, found.get()));
        });
    }

    private Future<Reply<Offer>> decline(Request<Offer.Decline> request, StoredOffer offer, Found found) {
        return switch (offer.status()) {
            case DECLINED ->
                Future.succeededFuture(Reply.done(offer.view(found.ride().call())));
            case ACCEPTED, EXPIRED, WITHDRAWN, SUPERSEDED ->
                Answers.refused(
                        store, request, Offer.class, Refusal.OFFER_CLOSED, "this offer can no longer be answered");
            case SENT -> {
                StoredOffer declined = offer.with(Offer.Status.DECLINED);
                Offer view = declined.view(found.ride().call());
                Unit unit = rides.declining(Unit.of(request.id(), request.fingerprint()), declined)
                        .reply(Wire.encodeText(view))
                        .build();
                yield store.commit(unit).map(done -> {
                    meters.closed(Offer.Status.DECLINED, 1);
                    rounds.replace(offer.ride());
                    return Reply.done(view);
                });
            }
        };
    }
}

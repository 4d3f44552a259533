package io.tanda.dispatch.call.application;

import io.tanda.contract.DriverId;
import io.tanda.contract.OfferId;
import io.tanda.contract.dispatch.Offer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All offers of a call, of each attempt and in any state. */
record CallOffers(List<StoredOffer> all) {
    List<SentOffer> waiting() {
        return all.stream()
                .filter(offer -> offer.status() == Offer.Status.SENT)
                .map(StoredOffer::sent)
                .toList();
    }

    Optional<StoredOffer> find(@Nullable OfferId id) {
        return all.stream().filter(offer -> offer.id().equals(id)).findFirst();
    }

    /** The offer he was sent and may still answer, whether in time or not. */
    Optional<OfferId> waitingFor(DriverId driver) {
        return all.stream()
                .filter(offer ->
                        offer.status() == Offer.Status.SENT && offer.driver().equals(driver))
                .map(StoredOffer::id)
                .findFirst();
    }

    /** Of an open call: he had it and gave it back. */
    boolean gaveBack(DriverId driver) {
        return all.stream()
                .anyMatch(offer -> offer.status() == Offer.Status.ACCEPTED
                        && offer.driver().equals(driver));
    }
}

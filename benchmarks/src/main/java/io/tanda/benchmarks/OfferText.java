package io.tanda.benchmarks;

import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;

/**
 * What a driver needs of an offer in his stream, found without reading its JSON: on two cores, what the load spends is missing where it
 * is measured.
 */
record OfferText(OfferId id, RideId ride) {
    private static final String BODY = "\"body\":";
    private static final String ID = "\"id\":\"";
    private static final String RIDE = "\"ride\":\"";
    private static final int UUID_LENGTH = 36;

    /**
     * @param data the offer, or an envelope with the offer as its body
     * @throws IllegalArgumentException when it is neither
     */
    static OfferText of(String data) {
        int body = Math.max(0, data.indexOf(BODY));
        return new OfferText(OfferId.parse(uuid(data, ID, body)), RideId.parse(uuid(data, RIDE, body)));
    }

    private static String uuid(String data, String name, int from) {
        int at = data.indexOf(name, from);
        int begin = at + name.length();
        if (at < 0 || begin + UUID_LENGTH > data.length()) throw new IllegalArgumentException("no offer: " + data);
        return data.substring(begin, begin + UUID_LENGTH);
    }
}

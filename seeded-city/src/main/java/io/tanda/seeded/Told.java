package io.tanda.seeded;

import io.tanda.contract.RideId;
import io.tanda.notify.notice.Notice;
import java.time.Instant;
import java.util.UUID;

/** Somebody, and what he is told. @param kind the event's wire name */
record Told(RideId ride, String kind, UUID receiver, Instant at) {
    static Told of(Notice notice) {
        return new Told(notice.ride(), notice.kind(), notice.receiver(), notice.at());
    }

    @Override
    public String toString() {
        return kind + " of ride " + ride + " to " + receiver;
    }
}

package io.tanda.seeded;

import io.tanda.contract.Id;
import io.tanda.notify.notice.Notice;
import java.time.Instant;
import java.util.UUID;

/** Somebody, and what he is told. @param kind the event's wire name */
record Told(Id about, String kind, UUID receiver, Instant at) {
    static Told of(Notice notice) {
        return new Told(notice.about(), notice.kind(), notice.receiver(), notice.at());
    }

    @Override
    public String toString() {
        return kind + " of " + about + " to " + receiver;
    }
}

package io.tanda.contract.message;

import io.tanda.contract.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** That messages came, for streams: of each receiver in order of number. The text is asked for. */
public record MessageFeed(List<Entry> entries) {
    /** Of one receiver in one answer; ask again for the rest. */
    public static final int MAX_ENTRIES_PER_RECEIVER = 50;

    public record Entry(UUID receiver, long seq, MessageId message, Instant at) {}

    public record Read(List<After> after) {}

    public record After(UUID receiver, long seq) {}

    /** Asks for the number of a receiver's last entry: whoever wants only what is new begins there. */
    public record FindEnd(UUID receiver) {}

    /** @param seq 0 where nothing ever came */
    public record End(long seq) {}
}

package io.tanda.contract.bus;

import io.tanda.contract.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading what operators did: each context keeps the acts that it carried out, in the commit with what they changed, for ever. */
public final class Audit {
    /** On one page. */
    public static final int MAX_LIMIT = 100;
    /** And one more from each context, which tells that there is another page. */
    public static final int MAX_READ = MAX_LIMIT + 1;

    private Audit() {}

    /** Where a context's acts are asked for. @param context its name */
    public static Address<Read, Entries> of(String context) {
        return Address.of(context + ".audit", Read.class, Entries.class);
    }

    /**
     * @param before only entries older than this one
     * @param by only this operator's
     * @param about only what was done to this
     * @param limit 1 to {@link #MAX_READ}
     */
    public record Read(
            @Nullable UUID before,
            @Nullable UUID by,
            @Nullable UUID about,
            int limit) {}

    /**
     * @param id UUIDv7: in the order of time
     * @param at domain time of the decision
     * @param trace W3C traceparent of the request, where it had one
     */
    public record Entry(
            UUID id,
            Instant at,
            Actor by,
            String act,
            UUID about,
            String reason,
            @Nullable String trace) {}

    /** Newest first. */
    public record Entries(List<Entry> items) {}
}

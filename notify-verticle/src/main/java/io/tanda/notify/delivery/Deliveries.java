package io.tanda.notify.delivery;

import io.tanda.contract.notify.Language;
import io.tanda.notify.notice.Notice;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: notices on their way by a channel, as they are kept. All times are real. */
public interface Deliveries {
    /** Longer than a call, and than a pause of this process: who is called a second time has not been heard of for a minute. */
    Duration LEASE = Duration.ofMinutes(1);

    /**
     * A delivery of which a try has begun.
     *
     * @param claim of this try: another has another one
     * @param address absent: its receiver has taken it away
     * @param language absent: the usual one
     * @param tries with this one
     * @param unanswered with this one
     */
    record Claimed(
            UUID claim,
            Notice notice,
            @Nullable String address,
            @Nullable Language language,
            int tries,
            int unanswered) {}

    /** @param oldest when it was made; absent where nothing waits */
    record Backlog(long waiting, @Nullable Instant oldest) {}

    /**
     * Some that are due are this process's until the end of their lease: each is counted as tried before anybody is called. Of two processes
     * that see the same one claims it.
     *
     * @param limit at least 1
     */
    Future<List<Claimed>> claim(String channel, Instant now, int limit);

    /** It is not due any more. Nothing, where somebody else has claimed it meanwhile. */
    Future<Void> over(String channel, Claimed delivery, Tries.Outcome outcome);

    /** It is due then, and nobody's until then. Nothing, where somebody else has claimed it meanwhile. */
    Future<Void> again(String channel, Claimed delivery, Instant due, int unanswered);

    /** Those that are not over, claimed or not. */
    Future<Backlog> backlog(String channel);
}

package io.tanda.notify.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.notify.Language;
import io.tanda.notify.delivery.Deliveries.Claimed;
import io.tanda.notify.delivery.Tries.Outcome;
import io.tanda.notify.notice.Notice;
import io.tanda.notify.words.Words;
import io.tanda.platform.flow.Drain;
import io.tanda.platform.time.DomainClock;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the notices of one channel over, in three steps:
 *
 * <pre>
 *   due rows --&gt; claimed, and counted as tried --&gt; called with the notice's key --&gt; what became of it
 *               committed                          outside any transaction        committed
 * </pre>
 *
 * <p>Whoever dies between two steps leaves a row that says so: it is due again after its lease, and is called under the same key, or not at
 * all where the channel knows no keys. Channels do not wait for each other. Lives on the verticle's context.
 */
final class Postman {
    /** Real time. */
    static final Duration CALL_LIMIT = Duration.ofSeconds(10);

    /** Calls under way by one channel: 50 of 200 ms each second and more, and what hangs for ten seconds leaves room for others. */
    private static final int AT_ONCE = 256;
    /** In one claim. */
    private static final int TOGETHER = 64;
    /** A notice goes out within half a second, and without one a look is one query. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private static final Duration MEASURE_EVERY = Duration.ofSeconds(10);
    /** What is not answered by then is asked again by whoever comes next, under its key. */
    private static final long STOP_LIMIT_MILLIS = 5_000;

    private static final Logger log = LoggerFactory.getLogger(Postman.class);

    private final RealTime time;
    private final Channel channel;
    private final Deliveries deliveries;
    private final Tries policy;
    private final Words words;
    private final Language usual;
    private final DomainClock clock;
    private final InstantSource real;
    private final DeliveryMeters meters;
    private final Drain drain = new Drain();
    private boolean looking;
    private boolean stopping;
    private boolean blind;

    Postman(
            RealTime time,
            Channel channel,
            Deliveries deliveries,
            Tries policy,
            Words words,
            Language usual,
            DomainClock clock,
            InstantSource real,
            MeterRegistry meters) {
        this.time = time;
        this.channel = channel;
        this.deliveries = deliveries;
        this.policy = policy;
        this.words = words;
        this.usual = usual;
        this.clock = clock;
        this.real = real;
        this.meters = new DeliveryMeters(meters, channel.name());
    }

    Future<Void> start() {
        every(LOOK_EVERY, this::look);
        every(MEASURE_EVERY, this::measure);
        return Future.succeededFuture();
    }

    private void every(Duration pause, Runnable work) {
        time.pause(pause).onSuccess(passed -> {
            if (stopping) return;
            work.run();
            every(pause, work);
        });
    }

    /** Waits for the calls under way. */
    Future<Void> stop(Vertx vertx) {
        stopping = true;
        return drain.empty(vertx, STOP_LIMIT_MILLIS).mapEmpty();
    }

    private void look() {
        int room = AT_ONCE - drain.underWay();
        if (looking || stopping || room <= 0) return;
        looking = true;
        drain.enter();
        int limit = Math.min(room, TOGETHER);
        deliveries.claim(channel.name(), real.instant(), limit).onComplete(claimed -> {
            looking = false;
            if (claimed.succeeded()) {
                List<Claimed> all = claimed.result();
                for (Claimed delivery : all) carry(delivery);
                if (all.size() == limit) look();
            } else if (!blind) log.warn("{}: notices cannot be claimed, trying again", channel.name(), claimed.cause());
            blind = claimed.failed();
            drain.leave();
        });
    }

    private void carry(Claimed delivery) {
        drain.enter();
        Future.succeededFuture()
                .compose(begun -> hand(delivery))
                .onFailure(unwritten -> log.warn(
                        "{}: what became of {} is not written, and is asked again",
                        channel.name(),
                        about(delivery.notice()),
                        unwritten))
                .onComplete(done -> {
                    drain.leave();
                    if (drain.underWay() == AT_ONCE - TOGETHER) look();
                });
    }

    private Future<Void> hand(Claimed delivery) {
        Notice notice = delivery.notice();
        String address = delivery.address();
        Outcome uncalled =
                policy.uncalled(address != null, age(notice), delivery.unanswered() - 1, channel.knowsKeys());
        if (uncalled != null || address == null) return over(delivery, uncalled == null ? Outcome.WITHDRAWN : uncalled);
        Message message = message(notice, address, delivery.language());
        return time.within(CALL_LIMIT, Future.succeededFuture().compose(begun -> channel.hand(message)))
                .otherwise(unanswered -> Handed.NO_ANSWER)
                .compose(handed -> {
                    if (handed == Handed.TAKEN) meters.taken(clock.toReal(age(notice)));
                    return handed(delivery, handed);
                });
    }

    private Duration age(Notice notice) {
        return Duration.between(notice.at(), clock.instant());
    }

    private Future<Void> handed(Claimed delivery, Handed handed) {
        Tries.Next next = policy.after(handed, delivery.tries(), delivery.unanswered(), channel.knowsKeys());
        if (next.outcome() != null) return over(delivery, next.outcome());
        meters.again(handed);
        return deliveries.again(
                channel.name(), delivery, real.instant().plusMillis(next.pauseMillis()), next.unanswered());
    }

    private Future<Void> over(Claimed delivery, Outcome outcome) {
        switch (outcome) {
            case TAKEN, WITHDRAWN -> {}
            case REFUSED, TOO_LATE, UNCERTAIN, GIVEN_UP ->
                log.info(
                        "{}: {} is {} after {} tries",
                        channel.name(),
                        about(delivery.notice()),
                        outcome,
                        delivery.tries());
        }
        return deliveries.over(channel.name(), delivery, outcome).onSuccess(written -> meters.over(outcome));
    }

    private Message message(Notice notice, String address, @Nullable Language wanted) {
        Language language = wanted == null ? usual : wanted;
        return new Message(
                key(notice, channel.name()),
                address,
                language,
                notice,
                words.subject(language),
                words.text(language, notice));
    }

    /** What the notice is about and where it goes, and nothing that a rebuild may give anew. */
    static String key(Notice notice, String channel) {
        String about = String.join(
                " ",
                channel,
                notice.about().toString(),
                notice.kind(),
                notice.receiver().toString(),
                notice.at().toString());
        return UUID.nameUUIDFromBytes(about.getBytes(UTF_8)).toString();
    }

    private static String about(Notice notice) {
        return notice.kind() + " of " + notice.about();
    }

    private void measure() {
        deliveries
                .backlog(channel.name())
                .onSuccess(backlog -> meters.waiting(
                        backlog.waiting(),
                        backlog.oldest() == null ? Duration.ZERO : Duration.between(backlog.oldest(), real.instant())));
    }
}

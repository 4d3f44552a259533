package io.tanda.notify.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.notify.Language;
import io.tanda.notify.words.Words;
import io.tanda.platform.flow.Backoff;
import io.tanda.platform.store.Purge;
import io.tanda.platform.time.DomainClock;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** All channels, each with its own postman. */
public final class Post {
    /** An outage of a minute is passed in four tries, one of half an hour in nine. */
    private static final Backoff PAUSES = new Backoff(5_000, 600_000);

    public static final Purge OLD = MySqlDeliveries.OLD;

    private final List<Channel> channels;
    private final List<Postman> postmen;

    /**
     * @param tries of one notice by one channel
     * @param tooOld domain time since what a notice tells of
     * @param usual the language of who did not choose one
     */
    public Post(
            RealTime time,
            Deliveries deliveries,
            List<Channel> channels,
            int tries,
            Duration tooOld,
            Words words,
            Language usual,
            DomainClock clock,
            InstantSource real,
            MeterRegistry meters) {
        this.channels = channels;
        Tries policy = new Tries(tries, tooOld, PAUSES);
        this.postmen = channels.stream()
                .map(channel -> new Postman(time, channel, deliveries, policy, words, usual, clock, real, meters))
                .toList();
    }

    public Future<Void> start() {
        return Future.all(postmen.stream().map(Postman::start).toList()).mapEmpty();
    }

    /** Waits for the calls under way. */
    public Future<Void> stop(Vertx vertx) {
        return Future.join(postmen.stream().map(postman -> postman.stop(vertx)).toList())
                .transform(idle ->
                        Future.join(channels.stream().map(Channel::close).toList()))
                .mapEmpty();
    }
}

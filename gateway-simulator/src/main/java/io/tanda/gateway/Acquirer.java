package io.tanda.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides each key once, after the delay and with the faults that were asked for, and writes it to the ledger before anybody hears of
 * it. Whoever asks for a key while it is being decided waits for the same decision. Belongs to one event loop.
 *
 * @param <W> what is asked for
 */
final class Acquirer<W> {
    private static final Logger log = LoggerFactory.getLogger(Acquirer.class);

    /** Being decided; one more is answered 503. With the longest usual delay that is 6,600 a second. */
    private static final int MAX_UNDECIDED = 4_096;

    private final Vertx vertx;
    private final WorkerExecutor disk;
    private final Ledger<W> ledger;
    private final String idPrefix;
    private final Rule<W> rule;
    private final Supplier<Faults> faults;
    private final Random random;
    /** Of its own: whether answers are right must not change which calls fail. */
    private final Random mistakes;
    /** Likewise. */
    private final Random busyness;

    private final Map<String, Undecided<W>> undecided = new HashMap<>();

    private record Undecided<W>(W asked, Future<Ledger.Entry<W>> decision) {}

    /** @param disk a single thread: what is decided together with others of it is decided one after the other */
    Acquirer(
            Vertx vertx,
            WorkerExecutor disk,
            Ledger<W> ledger,
            String idPrefix,
            Rule<W> rule,
            Supplier<Faults> faults,
            long seed) {
        this.vertx = vertx;
        this.disk = disk;
        this.ledger = ledger;
        this.idPrefix = idPrefix;
        this.rule = rule;
        this.faults = faults;
        this.random = new Random(seed);
        this.mistakes = new Random(seed);
        this.busyness = new Random(seed);
    }

    Ledger<W> ledger() {
        return ledger;
    }

    /** What is decided about a request. */
    interface Rule<W> {
        /** On the disk's thread. @param unlucky drawn by {@link Faults#declineRate} @return why it is refused; absent: it is done */
        @Nullable
        String refusal(W asked, boolean unlucky);
    }

    /** What becomes of one request. */
    sealed interface Outcome<W> {
        record Decided<W>(Ledger.Entry<W> entry) implements Outcome<W> {}

        /** Decided and written, and the merchant is not to hear of it. */
        record Dropped<W>() implements Outcome<W> {}

        /** The key was used for something else. */
        record KeyReused<W>() implements Outcome<W> {}

        /** Nothing was done. */
        record Unavailable<W>() implements Outcome<W> {}

        /** It was not even looked at: there is too much to do. */
        record Busy<W>() implements Outcome<W> {}
    }

    Future<Outcome<W>> ask(String key, W wanted) {
        // Faults are drawn at once: which call fails must depend on the seed and the order of calls, not on the timers.
        Faults now = faults.get();
        long delayMillis = delay(now);
        boolean unlucky = random.nextDouble() < now.declineRate();
        boolean error = random.nextDouble() < now.errorRate();
        boolean drop = random.nextDouble() < now.dropAfterChargeRate();

        if (busyness.nextDouble() < now.busyRate()) return Future.succeededFuture(new Outcome.Busy<>());
        Optional<Ledger.Entry<W>> known = ledger.find(key);
        if (known.isPresent()) {
            Ledger.Entry<W> entry = known.get();
            return entry.asked().equals(wanted)
                    ? after(delayMillis, new Outcome.Decided<>(entry))
                    : Future.succeededFuture(new Outcome.KeyReused<>());
        }
        Undecided<W> open = undecided.get(key);
        if (open != null)
            return open.asked().equals(wanted)
                    ? outcome(open.decision())
                    : Future.succeededFuture(new Outcome.KeyReused<>());
        if (error) return after(delayMillis, new Outcome.Unavailable<>());
        if (undecided.size() >= MAX_UNDECIDED) return Future.succeededFuture(new Outcome.Unavailable<>());
        return outcome(decide(key, wanted, unlucky, delayMillis))
                .map(outcome -> drop && outcome instanceof Outcome.Decided ? new Outcome.Dropped<>() : outcome);
    }

    /** The decision for a key, awaited if it is under way; empty for a key never seen. */
    Future<Optional<Ledger.Entry<W>>> find(String key) {
        Undecided<W> open = undecided.get(key);
        return open == null
                ? Future.succeededFuture(ledger.find(key))
                : open.decision().map(Optional::of);
    }

    /** Whether the key is being decided: some gateways turn away who asks for the same meanwhile. */
    boolean isUndecided(String key) {
        return undecided.containsKey(key);
    }

    /** What is to be wrong in the next answer; absent: nothing. */
    @Nullable
    Mistake mistake() {
        return faults.get().mistake(mistakes);
    }

    private static <W> Future<Outcome<W>> outcome(Future<Ledger.Entry<W>> decision) {
        return decision.transform(decided -> Future.succeededFuture(
                decided.succeeded() ? new Outcome.Decided<>(decided.result()) : new Outcome.Unavailable<>()));
    }

    private Future<Ledger.Entry<W>> decide(String key, W asked, boolean unlucky, long delayMillis) {
        Promise<Ledger.Entry<W>> decision = Promise.promise();
        undecided.put(key, new Undecided<>(asked, decision.future()));
        after(delayMillis, asked)
                .compose(due -> write(key, asked, unlucky))
                .onFailure(broken -> log.error("the ledger cannot be written", broken))
                .onComplete(written -> {
                    undecided.remove(key);
                    decision.handle(written);
                });
        return decision.future();
    }

    private Future<Ledger.Entry<W>> write(String key, W asked, boolean unlucky) {
        return disk.executeBlocking(() ->
                ledger.decide(key, idPrefix + UUID.randomUUID(), rule.refusal(asked, unlucky), asked, Instant.now()));
    }

    private long delay(Faults now) {
        int from = now.delayMillis().get(0);
        int to = now.delayMillis().get(1);
        return random.nextLong(from, to + 1L);
    }

    private <T> Future<T> after(long millis, T value) {
        return millis == 0 ? Future.succeededFuture(value) : vertx.timer(millis).map(value);
    }
}

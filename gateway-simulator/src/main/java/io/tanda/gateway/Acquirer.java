package io.tanda.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides each key once, after the delay and with the faults that were asked for, and writes it to the ledger before anybody hears of
 * it. Whoever asks for a key while it is being decided waits for the same decision. Belongs to one event loop.
 */
final class Acquirer {
    private static final Logger log = LoggerFactory.getLogger(Acquirer.class);

    /** Charges being decided; one more is answered 503. With the longest usual delay that is 6,600 charges a second. */
    private static final int MAX_UNDECIDED = 4_096;

    private final Vertx vertx;
    private final WorkerExecutor disk;
    private final Ledger ledger;
    private final Random random;
    private final Map<String, Undecided> undecided = new HashMap<>();
    private Faults faults;

    private record Undecided(ChargeRequest charge, Future<Ledger.Entry> decision) {}

    private Acquirer(Vertx vertx, WorkerExecutor disk, Ledger ledger, Faults faults, long seed) {
        this.vertx = vertx;
        this.disk = disk;
        this.ledger = ledger;
        this.faults = faults;
        this.random = new Random(seed);
    }

    /** @param file of the ledger; goes on where it ended */
    static Future<Acquirer> open(Vertx vertx, Path file, Faults faults, long seed) {
        WorkerExecutor disk = vertx.createSharedWorkerExecutor("gateway-ledger", 1);
        return disk.executeBlocking(() -> Ledger.open(file))
                .map(ledger -> new Acquirer(vertx, disk, ledger, faults, seed));
    }

    Future<Void> close() {
        return disk.<Void>executeBlocking(() -> {
                    ledger.close();
                    return null;
                })
                .eventually(disk::close);
    }

    Ledger ledger() {
        return ledger;
    }

    Faults faults() {
        return faults;
    }

    void behave(Faults from) {
        faults = from;
        log.info("from now on {}", from);
    }

    /** What becomes of one request to charge. */
    sealed interface Outcome {
        record Decided(Ledger.Entry entry) implements Outcome {}

        /** Decided and written, and the merchant is not to hear of it. */
        record Dropped() implements Outcome {}

        /** The key was used for another charge. */
        record KeyReused() implements Outcome {}

        /** Nothing was charged. */
        record Unavailable() implements Outcome {}
    }

    Future<Outcome> charge(String key, ChargeRequest wanted) {
        // Faults are drawn at once: which call fails must depend on the seed and the order of calls, not on the timers.
        long delayMillis = delay();
        boolean decline = random.nextDouble() < faults.declineRate();
        boolean error = random.nextDouble() < faults.errorRate();
        boolean drop = random.nextDouble() < faults.dropAfterChargeRate();

        Optional<Ledger.Entry> known = ledger.find(key);
        if (known.isPresent()) {
            Ledger.Entry entry = known.get();
            return entry.charge().equals(wanted)
                    ? after(delayMillis, new Outcome.Decided(entry))
                    : Future.succeededFuture(new Outcome.KeyReused());
        }
        Undecided open = undecided.get(key);
        if (open != null)
            return open.charge().equals(wanted)
                    ? outcome(open.decision())
                    : Future.succeededFuture(new Outcome.KeyReused());
        if (error) return after(delayMillis, new Outcome.Unavailable());
        if (undecided.size() >= MAX_UNDECIDED) return Future.succeededFuture(new Outcome.Unavailable());
        return outcome(decide(key, wanted, decline, delayMillis))
                .map(outcome -> drop && outcome instanceof Outcome.Decided ? new Outcome.Dropped() : outcome);
    }

    /** The decision for a key, awaited if it is under way; empty for a key never seen. */
    Future<Optional<Ledger.Entry>> find(String key) {
        Undecided open = undecided.get(key);
        return open == null
                ? Future.succeededFuture(ledger.find(key))
                : open.decision().map(Optional::of);
    }

    private static Future<Outcome> outcome(Future<Ledger.Entry> decision) {
        return decision.transform(decided -> Future.succeededFuture(
                decided.succeeded() ? new Outcome.Decided(decided.result()) : new Outcome.Unavailable()));
    }

    private Future<Ledger.Entry> decide(String key, ChargeRequest charge, boolean decline, long delayMillis) {
        Promise<Ledger.Entry> decision = Promise.promise();
        undecided.put(key, new Undecided(charge, decision.future()));
        after(delayMillis, charge)
                .compose(due -> write(key, charge, decline))
                .onFailure(broken -> log.error("the ledger cannot be written", broken))
                .onComplete(written -> {
                    undecided.remove(key);
                    decision.handle(written);
                });
        return decision.future();
    }

    private Future<Ledger.Entry> write(String key, ChargeRequest charge, boolean decline) {
        return disk.executeBlocking(() -> ledger.decide(
                key,
                "ch_" + UUID.randomUUID(),
                decline ? Ledger.DECLINED : Ledger.CAPTURED,
                decline ? "insufficient_funds" : null,
                charge,
                Instant.now()));
    }

    private long delay() {
        int from = faults.delayMillis().get(0);
        int to = faults.delayMillis().get(1);
        return random.nextLong(from, to + 1L);
    }

    private <T> Future<T> after(long millis, T value) {
        return millis == 0 ? Future.succeededFuture(value) : vertx.timer(millis).map(value);
    }
}

package io.tanda.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that the gateway decides, each kind in a ledger of its own; what behaves badly does so for all of them. */
final class Books {
    private static final Logger log = LoggerFactory.getLogger(Books.class);

    private final WorkerExecutor disk;
    private final Acquirer<ChargeRequest> charges;
    private final Acquirer<RefundRequest> refunds;
    private final Acquirer<AuthorizationRequest> authorizations;
    private final Acquirer<VoidRequest> voids;
    private final Random busyness;
    private Faults faults;

    private Books(
            Vertx vertx,
            WorkerExecutor disk,
            Ledger<ChargeRequest> charges,
            Ledger<RefundRequest> refunds,
            Ledger<AuthorizationRequest> authorizations,
            Ledger<VoidRequest> voids,
            GatewayConfig config) {
        this.disk = disk;
        this.faults = config.faults();
        this.busyness = new Random(config.seed());
        this.charges = new Acquirer<>(
                vertx,
                disk,
                charges,
                ChargeRequest.PREFIX,
                (asked, unlucky) -> unlucky ? "insufficient_funds" : asked.refusal(),
                this::faults,
                config.seed());
        this.refunds = new Acquirer<>(
                vertx,
                disk,
                refunds,
                RefundRequest.PREFIX,
                (asked, unlucky) -> refusal(charges, refunds, asked),
                this::faults,
                config.seed());
        this.authorizations = new Acquirer<>(
                vertx,
                disk,
                authorizations,
                AuthorizationRequest.PREFIX,
                (asked, unlucky) -> unlucky ? "insufficient_funds" : asked.refusal(),
                this::faults,
                config.seed());
        this.voids = new Acquirer<>(
                vertx,
                disk,
                voids,
                VoidRequest.PREFIX,
                (asked, unlucky) -> refusal(authorizations, voids, asked),
                this::faults,
                config.seed());
    }

    /** Goes on where the ledgers ended. */
    static Future<Books> open(Vertx vertx, GatewayConfig config) {
        WorkerExecutor disk = vertx.createSharedWorkerExecutor("gateway-ledger", 1);
        Path data = config.data();
        return disk.executeBlocking(() -> new Books(
                vertx,
                disk,
                Ledger.open(data.resolve("ledger.jsonl"), ChargeRequest.class),
                Ledger.open(data.resolve("refunds.jsonl"), RefundRequest.class),
                Ledger.open(data.resolve("authorizations.jsonl"), AuthorizationRequest.class),
                Ledger.open(data.resolve("voids.jsonl"), VoidRequest.class),
                config));
    }

    Future<Void> close() {
        return disk.<Void>executeBlocking(() -> {
                    charges.ledger().close();
                    refunds.ledger().close();
                    authorizations.ledger().close();
                    voids.ledger().close();
                    return null;
                })
                .eventually(disk::close);
    }

    Acquirer<ChargeRequest> charges() {
        return charges;
    }

    Acquirer<RefundRequest> refunds() {
        return refunds;
    }

    Acquirer<AuthorizationRequest> authorizations() {
        return authorizations;
    }

    Acquirer<VoidRequest> voids() {
        return voids;
    }

    Faults faults() {
        return faults;
    }

    void behave(Faults from) {
        faults = from;
        log.info("from now on {}", from);
    }

    /** Whether what is only looked up is answered 429. */
    boolean isBusy() {
        return busyness.nextDouble() < faults.busyLookUpRate();
    }

    /** Whoever asks with a key of before has it done again. */
    void forgetKeys() {
        for (Acquirer<?> acquirer : List.of(charges, refunds, authorizations, voids))
            acquirer.ledger().forgetKeys();
        log.info("all keys are forgotten");
    }

    /** What of a charge was not given back yet. */
    long left(Ledger.Entry<ChargeRequest> charge) {
        return charge.asked().amount().minorUnits() - given(refunds.ledger(), charge.id());
    }

    private static long given(Ledger<RefundRequest> refunds, String charge) {
        return refunds.done().stream()
                .map(Ledger.Entry::asked)
                .filter(refund -> refund.charge().equals(charge))
                .mapToLong(refund -> refund.amount().minorUnits())
                .sum();
    }

    /** No more is given back than was taken, and in the same currency. */
    private static @Nullable String refusal(
            Ledger<ChargeRequest> charges, Ledger<RefundRequest> refunds, RefundRequest asked) {
        ChargeRequest.Amount captured = charges.done(asked.charge())
                .map(charge -> charge.asked().amount())
                .orElse(null);
        if (captured == null) return "unknown_charge";
        if (!captured.currency().equals(asked.amount().currency())) return "other_currency";
        return given(refunds, asked.charge()) + asked.amount().minorUnits() > captured.minorUnits()
                ? "exceeds_captured"
                : null;
    }

    /** What is held is let go of once. */
    private static @Nullable String refusal(
            Ledger<AuthorizationRequest> authorizations, Ledger<VoidRequest> voids, VoidRequest asked) {
        if (authorizations.done(asked.authorization()).isEmpty()) return "unknown_authorization";
        return voids.done().stream().anyMatch(entry -> entry.asked().equals(asked)) ? "already_voided" : null;
    }
}

package io.tanda.invariants;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks until every promise holds, or the time to become quiet is over: then what is broken is broken. */
public final class InvariantChecker {
    private static final Logger log = LoggerFactory.getLogger(InvariantChecker.class);

    /** A relay or a projection that is a little behind needs no more. */
    private static final int LOOK_AGAIN_MILLIS = 1_000;

    private final Vertx vertx;
    private final Duration limit;

    /** @param limit real time to become quiet */
    public InvariantChecker(Vertx vertx, Duration limit) {
        this.vertx = vertx;
        this.limit = limit;
    }

    /** @param offences none: every promise held in {@code snapshot} */
    public record Verdict(Snapshot snapshot, List<Offence> offences) {
        public boolean holds() {
            return offences.isEmpty();
        }
    }

    /** Every promise, each one asked. */
    public static List<Offence> check(Snapshot snapshot) {
        List<Offence> offences = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) offences.addAll(invariant.check(snapshot));
        return offences;
    }

    /** @param read a fresh snapshot each time; when it cannot be read within the limit, the future fails */
    public Future<Verdict> check(Supplier<Future<Snapshot>> read) {
        return look(read, System.nanoTime() + limit.toNanos());
    }

    private Future<Verdict> look(Supplier<Future<Snapshot>> read, long untilNanos) {
        return read.get()
                .map(snapshot -> new Verdict(snapshot, check(snapshot)))
                .transform(looked -> {
                    if (looked.succeeded() && looked.result().holds()) return Future.succeededFuture(looked.result());
                    if (System.nanoTime() >= untilNanos)
                        return looked.succeeded()
                                ? Future.succeededFuture(looked.result())
                                : Future.failedFuture(looked.cause());
                    if (looked.failed())
                        log.info("cannot look yet: {}", looked.cause().toString());
                    else log.debug("not yet: {}", looked.result().offences());
                    return vertx.timer(LOOK_AGAIN_MILLIS).compose(timer -> look(read, untilNanos));
                });
    }
}

package io.tanda.booking.domain.offenders;

import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Breaks: the domain is pure, time is an argument, nothing blocks, nothing prints, money is no floating point. */
public final class ImpureDecider {
    public Future<Void> decide(Store store, CompletableFuture<Instant> answer) {
        System.out.println(answer.join().isBefore(Instant.now()));
        return store.close();
    }

    public double fare() {
        return 12.50;
    }
}

package io.tanda.booking.offenders;

import io.tanda.dispatch.offenders.MySqlCalls;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.SharedData;

/** Breaks: verticles meet only in the contract, no cluster state carries a rule, wiring is in one place. */
public final class NeighbourReader {
    private final MySqlCalls calls = new MySqlCalls();

    public MySqlCalls calls(Vertx vertx) {
        SharedData shared = vertx.sharedData();
        shared.getLocalMap("calls");
        return calls;
    }
}

package io.tanda.payment.method.inbound;

import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.ListMethods;
import io.tanda.contract.payment.MethodList;
import io.tanda.payment.method.application.Wallets;
import io.tanda.payment.method.domain.Wallet;
import io.vertx.core.Future;

/** What the bus asks. */
public final class MethodRequests {
    private final Wallets wallets;

    public MethodRequests(Wallets wallets) {
        this.wallets = wallets;
    }

    /** Ownership is in the query: everybody has a wallet of his own, and asks for no other. */
    public Future<Reply<MethodList>> of(Request<ListMethods> request) {
        return wallets.load(request.body().rider()).map(Wallet::view).map(Reply::done);
    }
}

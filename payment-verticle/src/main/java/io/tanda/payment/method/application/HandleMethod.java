package io.tanda.payment.method.application;

import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.MethodCommand;
import io.tanda.contract.payment.MethodList;
import io.tanda.payment.method.domain.Wallet;
import io.tanda.payment.method.domain.WalletDecider;
import io.tanda.payment.method.domain.WalletDecision;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.Once;
import io.tanda.platform.commit.Outcome;
import io.vertx.core.Future;
import java.time.InstantSource;

/** A rider changes what is registered (C2): once for each command, whoever repeats it. The gateway is not asked. */
public final class HandleMethod {
    private final Wallets wallets;
    private final Once<Change> once;
    private final InstantSource clock;

    public HandleMethod(Wallets wallets, Commits<Change> commits, InstantSource clock) {
        this.wallets = wallets;
        this.once = new Once<>(commits);
        this.clock = clock;
    }

    public Future<Reply<MethodList>> handle(Request<MethodCommand> request) {
        return once.answer(
                request,
                MethodList.class,
                () -> wallets.load(request.body().rider()).map(wallet -> decide(wallet, request)));
    }

    private Outcome<Change, MethodList> decide(Wallet wallet, Request<MethodCommand> request) {
        WalletDecision decision = switch (request.body()) {
            case MethodCommand.MakeDefault command ->
                WalletDecider.makeDefault(wallet, command.method(), clock.instant());
            case MethodCommand.Remove command -> WalletDecider.remove(wallet, command.method(), clock.instant());
        };
        return switch (decision) {
            case WalletDecision.Accepted accepted ->
                Outcome.changed(
                        Change.of(
                                new Change.OfWallet(wallet, accepted.after(), accepted.events()),
                                request.actor(),
                                request.trace()),
                        accepted.after().view());
            case WalletDecision.Unchanged unchanged -> Outcome.unchanged(wallet.view());
            case WalletDecision.Refused refused -> Outcome.refused(refused.refusal(), refused.detail());
        };
    }
}

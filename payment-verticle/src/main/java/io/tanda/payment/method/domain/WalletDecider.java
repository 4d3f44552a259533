package io.tanda.payment.method.domain;

import io.tanda.contract.MethodId;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.PaymentEvent.DefaultMethodChanged;
import io.tanda.contract.payment.PaymentEvent.MethodEvent;
import io.tanda.contract.payment.PaymentEvent.MethodRegistered;
import io.tanda.contract.payment.PaymentEvent.MethodRemoved;
import io.tanda.payment.method.domain.WalletDecision.Accepted;
import io.tanda.payment.method.domain.WalletDecision.Refused;
import io.tanda.payment.method.domain.WalletDecision.Unchanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a rider's payment methods (C1, C2).
 *
 * <ol>
 *   <li>Where there are methods one of them is the default: the first that was registered, until the rider says otherwise.
 *   <li>Where the default is removed, the oldest of the others is.
 *   <li>The same card is not there twice, and cash neither; there are {@link MethodList#MOST} at most.
 * </ol>
 */
public final class WalletDecider {
    private static final Refused NOT_FOUND = new Refused(Refusal.NOT_FOUND, "no such payment method");

    private WalletDecider() {}

    /** Whether one more can be registered: asked before the gateway is, so that it is not asked in vain. @return absent: it can */
    public static @Nullable Refused refusal(Wallet wallet, @Nullable GatewayToken token) {
        for (Method method : wallet.methods()) if (same(method, token)) return already(method);
        return wallet.methods().size() < MethodList.MOST
                ? null
                : new Refused(
                        Refusal.TOO_MANY_METHODS,
                        "there are " + wallet.methods().size() + " payment methods: remove one first");
    }

    /** @param method verified, where there is something to verify */
    public static WalletDecision register(Wallet wallet, Method method, Instant at) {
        Refused refused = refusal(wallet, token(method));
        if (refused != null) return refused;
        List<Method> methods = new ArrayList<>(wallet.methods());
        methods.add(method);
        MethodId usual = wallet.usual();
        List<MethodEvent> events = new ArrayList<>();
        events.add(registered(wallet, method, at));
        if (usual == null) {
            usual = method.id();
            events.add(new DefaultMethodChanged(wallet.rider(), usual, at));
        }
        return accepted(wallet, methods, usual, events);
    }

    public static WalletDecision makeDefault(Wallet wallet, MethodId id, Instant at) {
        if (wallet.find(id).isEmpty()) return NOT_FOUND;
        if (id.equals(wallet.usual())) return new Unchanged();
        return accepted(wallet, wallet.methods(), id, List.of(new DefaultMethodChanged(wallet.rider(), id, at)));
    }

    public static WalletDecision remove(Wallet wallet, MethodId id, Instant at) {
        Method gone = wallet.find(id).orElse(null);
        if (gone == null) return NOT_FOUND;
        List<Method> left = wallet.methods().stream()
                .filter(method -> !method.id().equals(id))
                .toList();
        MethodId usual = wallet.usual();
        List<MethodEvent> events = new ArrayList<>();
        events.add(removed(wallet, gone, at));
        if (id.equals(usual)) {
            usual = left.isEmpty() ? null : left.getFirst().id();
            events.add(new DefaultMethodChanged(wallet.rider(), usual, at));
        }
        return accepted(wallet, left, usual, events);
    }

    private static Accepted accepted(
            Wallet wallet, List<Method> methods, @Nullable MethodId usual, List<MethodEvent> events) {
        Wallet after = new Wallet(wallet.rider(), wallet.version() + events.size(), methods, usual);
        return new Accepted(after, List.copyOf(events));
    }

    private static MethodRegistered registered(Wallet wallet, Method method, Instant at) {
        return switch (method) {
            case Method.AtGateway held ->
                new MethodRegistered(
                        wallet.rider(),
                        held.id(),
                        held.kind(),
                        held.instrument().brand(),
                        held.instrument().lastFour(),
                        held.instrument().expiry(),
                        at);
            case Method.Cash cash -> new MethodRegistered(wallet.rider(), cash.id(), cash.kind(), null, null, null, at);
        };
    }

    private static MethodRemoved removed(Wallet wallet, Method method, Instant at) {
        return switch (method) {
            case Method.AtGateway held ->
                new MethodRemoved(
                        wallet.rider(),
                        held.id(),
                        held.kind(),
                        held.instrument().brand(),
                        held.instrument().lastFour(),
                        at);
            case Method.Cash cash -> new MethodRemoved(wallet.rider(), cash.id(), cash.kind(), null, null, at);
        };
    }

    private static @Nullable GatewayToken token(Method method) {
        return switch (method) {
            case Method.AtGateway held -> held.token();
            case Method.Cash cash -> null;
        };
    }

    private static boolean same(Method method, @Nullable GatewayToken token) {
        return switch (method) {
            case Method.AtGateway held -> held.token().equals(token);
            case Method.Cash cash -> token == null;
        };
    }

    private static Refused already(Method method) {
        return new Refused(Refusal.METHOD_REGISTERED_ALREADY, "it is registered already, as " + method.id());
    }
}

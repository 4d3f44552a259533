package io.tanda.payment.gateway;

import io.tanda.contract.payment.GatewayNews;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.ledger.domain.Movement;
import io.tanda.payment.method.domain.Registration;
import io.tanda.payment.refund.domain.Order;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * How one gateway is asked, and how what it says is read. It sends and reads, and decides nothing: when it is asked, what its silence
 * means and what is believed is the same for all.
 *
 * <p>Each key that comes in is ours, of at most 64 characters, and the same on each repetition.
 */
public interface Provider {
    /** To take the amount. @param token of what is charged; empty: what the gateway has of the rider */
    Ask charge(String key, Claim claim, Optional<GatewayToken> token);

    /** What became of that; {@link Said.NeverSeen} where the gateway does not know it. */
    Ask findCharge(String key, Claim claim, Optional<GatewayToken> token);

    /** To hold the amount, or what comes next to it; its yes says what the token stands for. */
    Ask authorize(String key, Registration registration, GatewayToken token);

    Ask findAuthorization(String key, Registration registration, GatewayToken token);

    /** @param authorization the gateway's own id of what it holds */
    Ask letGo(String key, String authorization);

    Ask refund(String key, Order order);

    Ask findRefund(String key, Order order);

    /** What it took and gave back on a day of UTC, without what it was only asked to hold. Fails where it does not say. */
    Future<List<Movement>> movements(LocalDate day);

    /** What a webhook is about, where it is one of this gateway's. @param now real time */
    Told told(GatewayNews news, Instant now);
}

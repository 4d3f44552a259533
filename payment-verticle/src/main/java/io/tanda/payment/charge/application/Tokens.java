package io.tanda.payment.charge.application;

import io.tanda.contract.payment.GatewayToken;
import io.tanda.payment.charge.domain.Claim;
import io.vertx.core.Future;
import java.util.Optional;

/** Port: what a claim is charged to. */
@FunctionalInterface
public interface Tokens {
    /** Nobody has registered anything: the gateway charges what it has of the rider. */
    Tokens NONE = claim -> Future.succeededFuture(Optional.empty());

    /**
     * Empty: the rider has registered nothing that the gateway charges. Fails where the claim names a method that has no token: nothing else
     * is charged in its place.
     */
    Future<Optional<GatewayToken>> of(Claim claim);
}

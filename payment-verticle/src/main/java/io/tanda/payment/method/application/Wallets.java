package io.tanda.payment.method.application;

import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;
import io.tanda.payment.method.domain.Verification;
import io.tanda.payment.method.domain.Wallet;
import io.vertx.core.Future;

/** Port: wallets and verifications as they are kept. */
public interface Wallets {
    /** Empty where the rider never had a method. */
    Future<Wallet> load(RiderId rider);

    /** Fails with {@link IllegalStateException} where there is none. */
    Future<Verification> verification(MethodId method);
}

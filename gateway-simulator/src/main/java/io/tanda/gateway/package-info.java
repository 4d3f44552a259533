/**
 * The payment gateway, simulated: slow and faulty as asked, it charges once for an Idempotency-Key, whatever goes wrong on the way. A
 * stranger to Tanda: riders and rides are references that a merchant files charges under.
 *
 * <pre>
 *   merchant -> SimulatedGateway (HTTP) -> Acquirer (decides once, delays, fails) -> Ledger (a file that is only appended to)
 *               StripeShape, TossShape   the same in the words of others
 *   merchant <- Webhooks                 when somebody tells it to
 * </pre>
 */
@NullMarked
package io.tanda.gateway;

import org.jspecify.annotations.NullMarked;

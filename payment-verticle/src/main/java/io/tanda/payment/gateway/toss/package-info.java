/**
 * Toss Payments as the gateway: cards that riders registered for automatic payment (billing keys), in won.
 *
 * <pre>
 *   charge      POST /v1/billing/{billingKey}             DONE; an error with a code
 *   look up     GET  /v1/payments/orders/{orderId}        our key is the order's id
 *   authorize   the same as charge: nothing can be held, so the small amount is taken
 *   let go      POST /v1/payments/{paymentKey}/cancel     and all of it given back
 *   refund      POST /v1/payments/{paymentKey}/cancel     a part of it, with our key in its reason
 *   movements   GET  /v1/transactions                     of a day, without what was taken to verify
 * </pre>
 *
 * <p>Bodies are JSON; each POST has an {@code Idempotency-Key}. A token is a billing key; its customer key is the rider's id, by which the
 * app has to register it. How what is unknown is found again is said in ADR 38.
 */
@NullMarked
@CheckReturnValue
package io.tanda.payment.gateway.toss;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

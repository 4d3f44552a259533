/**
 * Stripe as the gateway: PaymentIntents that are confirmed where they are made, with the rider not there ({@code off_session}).
 *
 * <pre>
 *   charge      POST /v1/payment_intents                  confirm; succeeded, 402 with a decline_code
 *   look up     GET  /v1/payment_intents?customer=...     the one with our key in its metadata
 *   authorize   POST /v1/payment_intents                  capture_method=manual; requires_capture
 *   let go      POST /v1/payment_intents/{id}/cancel
 *   refund      POST /v1/refunds, GET /v1/refunds?payment_intent=...
 *   movements   GET  /v1/charges, GET /v1/refunds         of a day
 * </pre>
 *
 * <p>Bodies are forms, answers JSON; each POST has an {@code Idempotency-Key}. A token is {@code cus_...:pm_...}: a payment method is only
 * charged again together with the customer it belongs to. How what is unknown is found again is said in ADR 38.
 */
@NullMarked
@CheckReturnValue
package io.tanda.payment.gateway.stripe;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

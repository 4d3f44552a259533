/**
 * A ride that is over is charged, exactly once.
 *
 * <pre>
 *   PassengerDroppedOff (Kafka) --+
 *                                 +--&gt; 1 attempt committed --&gt; 2 gateway called --&gt; 3 result committed --&gt; payment events
 *   ChargeRide (bus) -------------+       row, event, deadline     no transaction         row, event
 * </pre>
 *
 * <p>Whichever of the two comes first makes the attempt, the other joins it. Between 1 and 3 anything may die: the stored deadline
 * drives the attempt again, with the same key. What an attempt may become is
 * {@link io.tanda.payment.charge.domain.ChargeDecider}'s to say; {@link io.tanda.payment.charge.application.Cashier} does it.
 * {@code charge/} has the rules in four rings, {@code refund/} those of giving back what was captured, {@code method/} those of what
 * riders pay with, {@code ledger/} what each of them books, {@code gateway/} is the way to the gateway that is behind their port.
 *
 * <p>The gateway's side, all JSON:
 *
 * <pre>
 *   POST {gateway}/v1/charges      Idempotency-Key: pay:{ride}:{purpose}:{attempt}
 *        {"rider": "...", "ride": "...", "amount": {"minorUnits": 1250, "currency": "USD"}, "token": "of the rider's default, if any"}
 *        201 {"id": "...", "status": "captured", "key": "...", "ride": "...", "amount": {...}}, as it was asked for
 *        402 {"status": "declined", "code": "insufficient_funds"}
 *        anything else, or nothing in time: unknown
 *   GET  {gateway}/v1/charges/{key}
 *        200 with the bodies above, 404 for a key it never saw
 *   POST {gateway}/v1/refunds      Idempotency-Key: refund:{refund}
 *        {"charge": "the gateway's own id", "amount": {"minorUnits": 400, "currency": "USD"}}
 *        201 {"id": "...", "status": "refunded", "key": "...", "charge": "...", "amount": {...}}, 402 {"status": "refused", "code": "..."}
 *   GET  {gateway}/v1/refunds/{key}
 *   POST {gateway}/v1/authorizations      Idempotency-Key: verify:{method}
 *        {"customer": "...", "token": "...", "amount": {"minorUnits": 100, "currency": "USD"}}
 *        201 {"id": "...", "status": "authorized", "key": "...", "customer": "...", "amount": {...}, "brand": "visa", "last4": "4242",
 *        "expiry": "2031-12"}, 402 as for charges
 *   GET  {gateway}/v1/authorizations/{key}
 *   POST {gateway}/v1/authorizations/{id}/void      Idempotency-Key: void:{method}
 *        201 {"id": "...", "status": "voided", "key": "...", "authorization": "..."}, 402 {"status": "refused", "code": "..."}
 *   GET  {gateway}/v1/movements?day=2026-11-28&amp;after=0&amp;limit=1000      what it moved on a day, in UTC
 *        200 {"items": [{"type": "capture", "id": "...", "amount": {...}, "at": "..."}], "next": 1000}, without next on the last page
 * </pre>
 *
 * <p>A yes that repeats anything else than what was asked for, or has no id of 1 to 128 characters, is not believed: it is a person's case.
 */
@NullMarked
package io.tanda.payment;

import org.jspecify.annotations.NullMarked;

/**
 * A gateway in the plain shape, which is ours: of the simulator, and of whoever is put before a gateway that nobody speaks to yet. All JSON:
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
 */
@NullMarked
@CheckReturnValue
package io.tanda.payment.gateway.plain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

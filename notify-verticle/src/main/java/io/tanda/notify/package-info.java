/**
 * Riders and drivers are told of what happens, in their language, where they want to be told.
 *
 * <pre>
 *   three topics --&gt; BookingNotices, DispatchNotices, PaymentNotices --&gt; notice   --&gt; Inbox --&gt; list, stream
 *                                                                    --&gt; delivery --&gt; Postman --&gt; Channel: webhook, mail, SMS, KakaoTalk
 * </pre>
 *
 * <p>Nobody waits for it. A notice and its deliveries are committed with the fence of the event that they tell of, before anybody is called; a
 * delivery goes out under one key, and what became of it is written after ({@link io.tanda.notify.delivery.Postman}).
 */
@NullMarked
package io.tanda.notify;

import org.jspecify.annotations.NullMarked;

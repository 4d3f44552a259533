/**
 * A city from one seed. Booking, dispatch and payment decide, and history and notify follow, as they do in production; stores, broker, bus, gateway and clock are in
 * memory, and one agenda says what happens next. Whatever goes wrong goes wrong again under the same seed.
 *
 * <pre>
 *   Riders, Drivers --&gt; FakeBus --&gt; a Life of an Instance: real handlers --&gt; SlowCommits --&gt; the context's store
 *                                         ^                                                     |
 *                      Sweep, Reader -----'        FakeTopic &lt;-- Relay &lt;------------------------'
 *   after each step: Promises
 * </pre>
 */
@NullMarked
@CheckReturnValue
package io.tanda.seeded;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

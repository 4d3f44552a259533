/**
 * The rules of a call and the ride it becomes: pure, without I/O and without a clock.
 *
 * <pre>
 *                     +--------- give back ----------+
 *                     v                              |
 *   (request) --> Open --accept--> Accepted --arrive--> Arrived --pick up--> OnTrip --drop off--> DroppedOff
 *                  | |                 |                  |
 *                  | +-- withdraw --> Withdrawn &lt;---------+   (from OnTrip on a cancellation is refused)
 *                  |                                    +-- contact, wait, no-show --> NoShow
 *                  +---- search window over, or given back too often --> Exhausted
 * </pre>
 */
@NullMarked
package io.tanda.dispatch.call.domain;

import org.jspecify.annotations.NullMarked;

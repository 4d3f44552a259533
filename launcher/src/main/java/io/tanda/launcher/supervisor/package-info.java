/**
 * The local process tree of {@code ./tanda up} and {@code ./tanda demo}.
 *
 * <pre>
 *   tanda (script) -> Supervisor --+-- MariaDB
 *                                  +-- Kafka broker        each with a Keeper: start, wait until ready,
 *                                  +-- payment gateway     write the pid file, wait for its end, restart
 *                                  +-- app (all verticles), or the members of a small cluster:
 *                                  |     history with notify and the depot, payment with message, dispatch twice, front (web, booking) twice, and
 *                                  |     a proxy before the fronts that obeys their readiness
 *                                  +-- reaper (sh): kills the rest when the supervisor is gone
 * </pre>
 *
 * <p>The app never starts servers: it gets addresses by its environment, so an external database or broker is the same
 * thing to it. Stopping goes the other way: proxy, fronts and the rest of the app first, while all that they need is still there.
 */
@NullMarked
package io.tanda.launcher.supervisor;

import org.jspecify.annotations.NullMarked;

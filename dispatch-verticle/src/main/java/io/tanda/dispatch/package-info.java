/** Taxis, duty, positions, open calls, offers, and the ride until drop-off. */
@NullMarked
package io.tanda.dispatch;

import org.jspecify.annotations.NullMarked;

/**
 * Taxis, duty, positions, open calls, offers, and the ride until drop-off, in three rooms.
 *
 * <pre>
 *   position  &lt;--  fleet  &lt;--  call          each room knows those to its left, and none to its right
 * </pre>
 */
@NullMarked
package io.tanda.dispatch;

import org.jspecify.annotations.NullMarked;

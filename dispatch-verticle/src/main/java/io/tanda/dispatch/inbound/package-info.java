/** What dispatch listens to: the bus, booking's events, deadlines, positions. */
@NullMarked
package io.tanda.dispatch.inbound;

import org.jspecify.annotations.NullMarked;

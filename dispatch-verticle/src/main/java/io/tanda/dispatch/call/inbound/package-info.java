/** What dispatch listens to: the bus, booking's events, deadlines, positions. */
@NullMarked
package io.tanda.dispatch.call.inbound;

import org.jspecify.annotations.NullMarked;

/** Typed questions and answers over the event bus: local first, repeated with the same command id, never without an end. */
@NullMarked
package io.tanda.platform.bus;

import org.jspecify.annotations.NullMarked;

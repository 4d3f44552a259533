/** MySQL, and the other contexts over the bus. */
@NullMarked
@CheckReturnValue
package io.tanda.booking.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

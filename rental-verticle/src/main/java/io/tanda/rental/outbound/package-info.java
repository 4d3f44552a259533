/** Where orders are kept, and the way to delivery. */
@NullMarked
@CheckReturnValue
package io.tanda.rental.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/** Where stock and deliveries are kept. */
@NullMarked
@CheckReturnValue
package io.tanda.delivery.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

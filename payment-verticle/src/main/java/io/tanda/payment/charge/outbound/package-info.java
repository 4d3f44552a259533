/** Where charges are kept. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.charge.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

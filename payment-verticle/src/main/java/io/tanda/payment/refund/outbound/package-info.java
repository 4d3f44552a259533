/** Where refunds are kept. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.refund.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

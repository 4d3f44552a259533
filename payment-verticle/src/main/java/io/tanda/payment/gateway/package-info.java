/** The payment gateway over HTTP, behind its breaker. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.gateway;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

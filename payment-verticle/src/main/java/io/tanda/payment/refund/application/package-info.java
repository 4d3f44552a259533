/** Decides, commits, calls the gateway, commits what it said. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.refund.application;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

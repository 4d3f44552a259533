/** Decides, commits, asks the gateway, commits what it said. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.method.application;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

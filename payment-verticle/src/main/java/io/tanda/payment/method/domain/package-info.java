/** The rules of payment methods: pure, no clock, no I/O. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.method.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

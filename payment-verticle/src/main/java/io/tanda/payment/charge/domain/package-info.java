/** What may become of a charge: pure. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.charge.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

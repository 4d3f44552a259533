/** What may be given back, and what may become of a refund: pure. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.refund.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/** Where wallets and verifications are kept. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.method.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/** Questions over the bus. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.ledger.inbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

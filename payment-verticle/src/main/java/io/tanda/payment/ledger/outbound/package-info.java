/** Where the ledger is kept. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.ledger.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/** What is asked of the ledger. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.ledger.application;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

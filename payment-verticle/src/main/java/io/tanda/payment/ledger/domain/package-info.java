/** Accounts, and which of them each act moves money between: pure. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.ledger.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

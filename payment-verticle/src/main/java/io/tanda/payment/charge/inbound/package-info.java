/** What comes in: dispatch's drop-offs from Kafka, the fast path and questions over the bus. */
@NullMarked
@CheckReturnValue
package io.tanda.payment.charge.inbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

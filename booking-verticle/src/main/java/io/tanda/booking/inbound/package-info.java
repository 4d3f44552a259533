/** What comes in: riders' commands and questions over the bus, dispatch's and payment's events from Kafka. */
@NullMarked
@CheckReturnValue
package io.tanda.booking.inbound;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

/** Load, decide, commit: for what riders ask, what others' events mean, and deadlines that have come. */
@NullMarked
@CheckReturnValue
package io.tanda.booking.application;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

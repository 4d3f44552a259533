/** Load, decide, give the change to a port. */
@NullMarked
@CheckReturnValue
package io.tanda.rental.application;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

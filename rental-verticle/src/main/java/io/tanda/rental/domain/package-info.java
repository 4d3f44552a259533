/** What may become of an order: pure. */
@NullMarked
@CheckReturnValue
package io.tanda.rental.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

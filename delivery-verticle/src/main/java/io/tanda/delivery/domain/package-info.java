/** What may become of an order's items: pure. */
@NullMarked
@CheckReturnValue
package io.tanda.delivery.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

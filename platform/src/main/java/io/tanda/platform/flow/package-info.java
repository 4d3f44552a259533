/** How much at once, in which turn, after which pause, and when it is over: flow control for one process. */
@NullMarked
@CheckReturnValue
package io.tanda.platform.flow;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

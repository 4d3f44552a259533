/**
 * How a context's decisions become true, without a word of where: what a handler gives to its {@link io.tanda.platform.commit.Commits}
 * is written down whole or not at all, once for each command and once for each event that is followed.
 */
@NullMarked
@CheckReturnValue
package io.tanda.platform.commit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;

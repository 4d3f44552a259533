/** A ride's record, read: replayed to the state that it came to, and told as a story. Pure. */
@NullMarked
package io.tanda.invariants.story;

import org.jspecify.annotations.NullMarked;

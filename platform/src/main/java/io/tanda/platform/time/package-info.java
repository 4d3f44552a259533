/** One domain clock, and deadlines that are stored rather than hoped for. */
@NullMarked
package io.tanda.platform.time;

import org.jspecify.annotations.NullMarked;

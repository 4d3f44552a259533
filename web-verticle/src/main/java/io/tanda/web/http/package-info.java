/** The HTTP side: what operations there are, who may call them, and how they are answered. Knows nothing of rides. */
@NullMarked
package io.tanda.web.http;

import org.jspecify.annotations.NullMarked;

/** Streams of events (SSE) that are read from journals and resume without gaps. */
@NullMarked
package io.tanda.web.stream;

import org.jspecify.annotations.NullMarked;

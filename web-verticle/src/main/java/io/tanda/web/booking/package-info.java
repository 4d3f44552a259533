/** What riders do. */
@NullMarked
package io.tanda.web.booking;

import org.jspecify.annotations.NullMarked;

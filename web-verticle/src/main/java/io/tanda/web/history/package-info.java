/** What was: rides and notifications. */
@NullMarked
package io.tanda.web.history;

import org.jspecify.annotations.NullMarked;

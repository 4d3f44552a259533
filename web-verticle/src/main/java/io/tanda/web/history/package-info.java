/** What was. */
@NullMarked
package io.tanda.web.history;

import org.jspecify.annotations.NullMarked;

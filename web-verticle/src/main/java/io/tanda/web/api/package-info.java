/** What each operation asks of the other contexts and how their answers look. */
@NullMarked
package io.tanda.web.api;

import org.jspecify.annotations.NullMarked;

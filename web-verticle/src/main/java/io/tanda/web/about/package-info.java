/** What describes the API itself. */
@NullMarked
package io.tanda.web.about;

import org.jspecify.annotations.NullMarked;

/** What the tests of this module stand on. */
@NullMarked
package io.tanda.web.testing;

import org.jspecify.annotations.NullMarked;

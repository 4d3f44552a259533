/** What tests of every module share: stores on fresh schemas. */
@NullMarked
package io.tanda.platform.testing;

import org.jspecify.annotations.NullMarked;

/** What notices say, one file for each language. */
@NullMarked
package io.tanda.notify.words;

import org.jspecify.annotations.NullMarked;

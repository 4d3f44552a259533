/** The history context's words: what was, as it is looked up. */
@NullMarked
package io.tanda.contract.history;

import org.jspecify.annotations.NullMarked;

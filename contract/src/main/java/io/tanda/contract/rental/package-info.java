/** The rental context's words: what drivers order, and what became of it. */
@NullMarked
package io.tanda.contract.rental;

import org.jspecify.annotations.NullMarked;

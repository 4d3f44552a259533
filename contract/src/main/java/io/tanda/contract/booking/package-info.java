/** The booking context's words: what a rider asks, and what became of it. */
@NullMarked
package io.tanda.contract.booking;

import org.jspecify.annotations.NullMarked;

/** The catalogue context's words: what the depot has, and how much of it. */
@NullMarked
package io.tanda.contract.catalogue;

import org.jspecify.annotations.NullMarked;

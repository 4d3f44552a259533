/** The payment context's words: charges and what became of them. */
@NullMarked
package io.tanda.contract.payment;

import org.jspecify.annotations.NullMarked;

/** The delivery context's words: what left the depot's stock, and what came back. */
@NullMarked
package io.tanda.contract.delivery;

import org.jspecify.annotations.NullMarked;

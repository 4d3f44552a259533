/** The dispatch context's words: taxis, calls, offers, rides. */
@NullMarked
package io.tanda.contract.dispatch;

import org.jspecify.annotations.NullMarked;

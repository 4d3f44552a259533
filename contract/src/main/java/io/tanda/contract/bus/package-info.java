/** Addresses of the event bus and the shape of questions and answers. */
@NullMarked
package io.tanda.contract.bus;

import org.jspecify.annotations.NullMarked;

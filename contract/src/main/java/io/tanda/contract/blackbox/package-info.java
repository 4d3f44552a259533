/** What all contexts have kept of one ride, put together for operators. */
@NullMarked
package io.tanda.contract.blackbox;

import org.jspecify.annotations.NullMarked;

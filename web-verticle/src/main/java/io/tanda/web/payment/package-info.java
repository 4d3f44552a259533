/** What became of a ride's charge. */
@NullMarked
package io.tanda.web.payment;

import org.jspecify.annotations.NullMarked;

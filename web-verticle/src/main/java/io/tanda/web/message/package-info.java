/** Messages between the parties of a ride, and from the company. */
@NullMarked
package io.tanda.web.message;

import org.jspecify.annotations.NullMarked;

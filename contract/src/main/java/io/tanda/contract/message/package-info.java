/** Messages between the parties of a ride, and from the company: what is sent, what it costs, and who reads it. */
@NullMarked
package io.tanda.contract.message;

import org.jspecify.annotations.NullMarked;

/** Drivers, taxis and who is on duty with which: a wish is checked against the register, and the register is changed. */
@NullMarked
package io.tanda.dispatch.fleet;

import org.jspecify.annotations.NullMarked;

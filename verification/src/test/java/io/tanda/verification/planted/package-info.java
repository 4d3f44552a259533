/**
 * Bugs that are planted into running processes by a Java agent, and what must be out of the way for one to show. Made of test code alone:
 * nothing that is delivered has a switch for it.
 */
@NullMarked
package io.tanda.verification.planted;

import org.jspecify.annotations.NullMarked;

/** What drivers and operators do: duty, offers, rides, the fleet. */
@NullMarked
package io.tanda.web.dispatch;

import org.jspecify.annotations.NullMarked;

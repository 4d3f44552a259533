/** The ways out of the house, each behind {@link io.tanda.notify.delivery.Channel}. */
@NullMarked
package io.tanda.notify.channel;

import org.jspecify.annotations.NullMarked;

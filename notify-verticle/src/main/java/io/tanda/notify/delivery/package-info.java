/** Notices on their way to where their receivers want them: claimed, handed to a channel, written down. */
@NullMarked
package io.tanda.notify.delivery;

import org.jspecify.annotations.NullMarked;

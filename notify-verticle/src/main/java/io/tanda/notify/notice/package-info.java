/** What the followed events mean to whom, and the inbox. */
@NullMarked
package io.tanda.notify.notice;

import org.jspecify.annotations.NullMarked;

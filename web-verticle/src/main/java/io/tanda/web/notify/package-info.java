/** What people are told, and where. */
@NullMarked
package io.tanda.web.notify;

import org.jspecify.annotations.NullMarked;

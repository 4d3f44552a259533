/** The operators' desk: what they see of all calls, rides and drivers, and what they do with them. */
@NullMarked
package io.tanda.web.desk;

import org.jspecify.annotations.NullMarked;

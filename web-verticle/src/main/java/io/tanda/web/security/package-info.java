/** Who is calling: tokens and the keys that sign them. */
@NullMarked
package io.tanda.web.security;

import org.jspecify.annotations.NullMarked;

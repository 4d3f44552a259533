/** What browsers load: the pages and their libraries, and what only pages ask for. */
@NullMarked
package io.tanda.web.pages;

import org.jspecify.annotations.NullMarked;

/** Bodies of clients, read once, with every flaw named and no value repeated. */
@NullMarked
package io.tanda.web.json;

import org.jspecify.annotations.NullMarked;

/** The depot over HTTP: products for staff, orders for drivers. */
@NullMarked
package io.tanda.web.depot;

import org.jspecify.annotations.NullMarked;

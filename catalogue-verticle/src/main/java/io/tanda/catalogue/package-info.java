/**
 * What the depot has, and how much of it (E1).
 *
 * <pre>
 *   staff --&gt; CatalogueCommand --&gt; KeepProducts --&gt; product + event, one commit --&gt; rental and delivery keep copies of their own
 * </pre>
 *
 * <p>How much is in stock and how much is out is not known here: {@code delivery} knows.
 */
@NullMarked
package io.tanda.catalogue;

import org.jspecify.annotations.NullMarked;

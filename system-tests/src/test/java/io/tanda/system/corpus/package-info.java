/**
 * Everything wrong that can be sent, made from the contract as it is served, against the whole of Tanda.
 *
 * <pre>
 *   ServedContract -&gt; Mutations: one thing wrong in path, query, header, body or method -&gt; WireCaller -&gt; ServedContract: was that promised?
 * </pre>
 */
@NullMarked
package io.tanda.system.corpus;

import org.jspecify.annotations.NullMarked;

/** Notices: what riders and drivers are told, in which words, and where they reach them. */
@NullMarked
package io.tanda.contract.notify;

import org.jspecify.annotations.NullMarked;

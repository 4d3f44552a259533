/** Where somebody wants to be told, and in which language: he says so himself. */
@NullMarked
package io.tanda.notify.contact;

import org.jspecify.annotations.NullMarked;

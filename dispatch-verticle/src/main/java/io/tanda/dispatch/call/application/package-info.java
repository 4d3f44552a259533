/** What dispatch does: load, decide, evolve, commit. Its ports are in the words of the domain. */
@NullMarked
package io.tanda.dispatch.call.application;

import org.jspecify.annotations.NullMarked;

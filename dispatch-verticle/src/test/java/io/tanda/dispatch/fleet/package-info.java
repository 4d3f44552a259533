@NullMarked
package io.tanda.dispatch.fleet;

import org.jspecify.annotations.NullMarked;

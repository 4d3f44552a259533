@NullMarked
package io.tanda.dispatch.position;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.tanda.dispatch.outbound;

import org.jspecify.annotations.NullMarked;

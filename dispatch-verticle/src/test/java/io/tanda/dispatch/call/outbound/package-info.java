@NullMarked
package io.tanda.dispatch.call.outbound;

import org.jspecify.annotations.NullMarked;

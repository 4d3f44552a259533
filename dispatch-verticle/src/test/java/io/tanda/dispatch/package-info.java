@NullMarked
package io.tanda.dispatch;

import org.jspecify.annotations.NullMarked;

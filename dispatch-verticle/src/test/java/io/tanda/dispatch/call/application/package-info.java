@NullMarked
package io.tanda.dispatch.call.application;

import org.jspecify.annotations.NullMarked;

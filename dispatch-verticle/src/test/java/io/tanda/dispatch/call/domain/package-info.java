@NullMarked
package io.tanda.dispatch.call.domain;

import org.jspecify.annotations.NullMarked;

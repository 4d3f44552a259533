@NullMarked
package io.tanda.dispatch.domain;

import org.jspecify.annotations.NullMarked;

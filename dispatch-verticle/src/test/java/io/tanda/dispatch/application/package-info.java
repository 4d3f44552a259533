@NullMarked
package io.tanda.dispatch.application;

import org.jspecify.annotations.NullMarked;

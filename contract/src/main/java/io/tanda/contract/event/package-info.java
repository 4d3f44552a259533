/** Events as they are recorded and published. */
@NullMarked
package io.tanda.contract.event;

import org.jspecify.annotations.NullMarked;

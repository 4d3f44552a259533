/** MySQL, Kafka and the H3 index behind dispatch's ports. */
@NullMarked
package io.tanda.dispatch.call.outbound;

import org.jspecify.annotations.NullMarked;

/** The payment gateway, simulated: POST /v1/charges charges once for an Idempotency-Key, whatever goes wrong on the way. */
@NullMarked
package io.tanda.simulator.gateway;

import org.jspecify.annotations.NullMarked;

/** kill -9 at seeded random moments: database, broker, server, and all of them at once. */
@NullMarked
package io.tanda.simulator.chaos;

import org.jspecify.annotations.NullMarked;

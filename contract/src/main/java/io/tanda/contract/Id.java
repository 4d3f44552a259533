package io.tanda.contract;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/**
 * An identity. Every kind of thing has its own record, so that a driver is never passed for a rider. Values are UUIDv7 (RFC 9562):
 * ordered by the real time of their making, which keeps the tables' primary keys dense.
 */
public interface Id {
    UUID value();

    /** A new UUIDv7. The caller mints the id, so that a repeated command names the same thing. */
    static UUID next() {
        return Minting.GENERATOR.generate();
    }

    /** Holds the one generator of the process; it is safe for use by many threads. */
    final class Minting {
        private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

        private Minting() {}
    }
}

package io.tanda.fares;

import io.tanda.contract.dispatch.Fare;
import org.jspecify.annotations.Nullable;

/**
 * What a ride costs beside the meter, by the time of boarding.
 *
 * @param kind {@code SURCHARGE} or {@code TAX}
 * @param hours absent = always
 */
record Surcharge(
        String name,
        Fare.Kind kind,
        long minorUnits,
        @Nullable Hours hours) {}

package io.tanda.contract.history;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import org.jspecify.annotations.Nullable;

/** @param rider whose ride it must be, else there is none; absent for operators, who see everybody's */
public record ReceiptQuery(RideId ride, @Nullable RiderId rider) {}

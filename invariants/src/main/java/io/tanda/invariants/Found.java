package io.tanda.invariants;

import io.tanda.contract.RideId;
import org.jspecify.annotations.Nullable;

/** What a check came upon. @param ride whose; absent where it is about all of them */
record Found(@Nullable RideId ride, String what) {}

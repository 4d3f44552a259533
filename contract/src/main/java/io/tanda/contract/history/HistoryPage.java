package io.tanda.contract.history;

import io.tanda.contract.RideId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next ask with it as {@code before} for the following page; absent on the last */
public record HistoryPage(List<RideRecord> items, @Nullable RideId next) {}

package io.tanda.contract.booking;

import io.tanda.contract.RideId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param next ask with it as {@code before} for the following page; absent on the last */
public record BookingPage(List<BookingView> items, @Nullable RideId next) {}

package io.tanda.booking.domain;

import io.tanda.contract.LongestWay;

/** The rules that are numbers. */
public record Policies(CancellationPolicy cancellation, DeadlinePolicy deadlines, LongestWay longestWay) {
    public static final Policies USUAL = new Policies(CancellationPolicy.USUAL, DeadlinePolicy.USUAL, LongestWay.USUAL);
}

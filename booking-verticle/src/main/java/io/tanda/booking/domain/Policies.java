package io.tanda.booking.domain;

/** The rules that are numbers. */
public record Policies(CancellationPolicy cancellation, DeadlinePolicy deadlines) {
    public static final Policies USUAL = new Policies(CancellationPolicy.USUAL, DeadlinePolicy.USUAL);
}

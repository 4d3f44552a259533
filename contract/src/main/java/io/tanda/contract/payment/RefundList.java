package io.tanda.contract.payment;

import java.util.List;

/** The refunds of a ride, in the order in which they were asked for. */
public record RefundList(List<RefundView> items) {
    /** Of one charge. Whoever gives back a fare in more parts means something else. */
    public static final int MOST = 20;

    public RefundList {
        items = List.copyOf(items);
    }
}

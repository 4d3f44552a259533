package io.tanda.contract.payment;

import java.util.List;

/** A rider's payment methods, in the order of their registration; at most {@link #MOST}. */
public record MethodList(List<MethodView> items) {
    /** Of one rider. Whoever has more cards does not book taxis with them, and each one more is a try whether a stolen one still works. */
    public static final int MOST = 10;

    public MethodList {
        items = List.copyOf(items);
    }
}

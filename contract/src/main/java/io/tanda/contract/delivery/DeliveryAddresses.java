package io.tanda.contract.delivery;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import java.util.List;

/** What delivery is asked over the bus. */
public final class DeliveryAddresses {
    // Rental waits 610 ms for it: a process that hangs leaves time for another.
    public static final Address<CancelDelivery, DeliveryView> CANCEL = Address.of(
                    "delivery.cancel", CancelDelivery.class, DeliveryView.class)
            .within(250);
    public static final Address<StockQuery, StockView> STOCK =
            Address.of("delivery.stock", StockQuery.class, StockView.class);
    public static final Address<Journal.Read, Journal.Events> JOURNAL = Journal.of("delivery");

    public static final List<Address<?, ?>> ALL = List.of(CANCEL, STOCK, JOURNAL);

    private DeliveryAddresses() {}
}

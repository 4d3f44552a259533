package io.tanda.contract.rental;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import java.util.List;

/** What rental is asked over the bus. */
public final class RentalAddresses {
    public static final Address<RentalCommand, OrderView> COMMANDS =
            Address.of("rental.commands", RentalCommand.class, OrderView.class);
    public static final Address<OrderQuery, OrderPage> ORDERS =
            Address.of("rental.orders", OrderQuery.class, OrderPage.class);
    public static final Address<Journal.Read, Journal.Events> JOURNAL = Journal.of("rental");

    public static final List<Address<?, ?>> ALL = List.of(COMMANDS, ORDERS, JOURNAL);

    private RentalAddresses() {}
}

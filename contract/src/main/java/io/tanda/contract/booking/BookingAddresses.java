package io.tanda.contract.booking;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import java.util.List;

/** What booking is asked over the bus. */
public final class BookingAddresses {
    // Accepting a booking needs nothing but this process and MySQL (B1): web and booking share it.
    public static final Address<BookingCommand, BookingView> COMMANDS = Address.of(
                    "booking.commands", BookingCommand.class, BookingView.class)
            .local()
            .within(3_000);
    public static final Address<BookingQuery.Get, BookingView> GET =
            Address.of("booking.get", BookingQuery.Get.class, BookingView.class);
    public static final Address<BookingQuery.OfRider, BookingPage> LIST =
            Address.of("booking.list", BookingQuery.OfRider.class, BookingPage.class);
    public static final Address<BookingDesk, BookingView> DESK =
            Address.of("booking.desk", BookingDesk.class, BookingView.class).within(3_000);
    public static final Address<Revocations.Revoke, Revocations.Entry> REVOKE =
            Address.of("booking.tokens.revoke", Revocations.Revoke.class, Revocations.Entry.class);
    public static final Address<Revocations.ReadAll, Revocations.All> REVOKED =
            Address.of("booking.tokens.revoked", Revocations.ReadAll.class, Revocations.All.class);
    public static final Address<BookingQuery.RiderOf, RideRider> RIDER_OF =
            Address.of("booking.rider.of", BookingQuery.RiderOf.class, RideRider.class);
    public static final Address<Journal.Read, Journal.Events> JOURNAL = Journal.of("booking");
    public static final Address<Audit.Read, Audit.Entries> AUDIT = Audit.of("booking");

    public static final List<Address<?, ?>> ALL =
            List.of(COMMANDS, GET, LIST, RIDER_OF, DESK, REVOKE, REVOKED, JOURNAL, AUDIT);

    private BookingAddresses() {}
}

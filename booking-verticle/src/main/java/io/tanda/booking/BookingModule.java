package io.tanda.booking;

import io.tanda.booking.application.Admission;
import io.tanda.booking.application.BookingViews;
import io.tanda.booking.application.Bookings;
import io.tanda.booking.application.Change;
import io.tanda.booking.application.DriveDeadline;
import io.tanda.booking.application.FollowRide;
import io.tanda.booking.application.HandleBookingCommand;
import io.tanda.booking.application.OperateBookings;
import io.tanda.booking.application.RevokeTokens;
import io.tanda.booking.inbound.BookingCommands;
import io.tanda.booking.inbound.DispatchEvents;
import io.tanda.booking.inbound.PaymentEvents;
import io.tanda.booking.outbound.AfterCommit;
import io.tanda.booking.outbound.BookingSql;
import io.tanda.booking.outbound.BusNeighbours;
import io.tanda.booking.outbound.MySqlBookings;
import io.tanda.booking.outbound.MySqlCallers;
import io.tanda.booking.outbound.MySqlPayers;
import io.tanda.booking.outbound.MySqlPeople;
import io.tanda.booking.outbound.MySqlRevocations;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.Revocations;
import io.tanda.contract.booking.SearchEnded;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.flow.Mailboxes;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;

/** What booking publishes, follows, wakes up for and answers: the only file that says {@code new MySqlBookings(...)}. */
final class BookingModule {
    /** A ride has some ten events, and each topic hands over one at a time. */
    private static final int MAX_WAITING_FOR_RIDE = 16;

    private BookingModule() {}

    static BoundedContext wire(BoundedContext context, BookingConfig config) {
        Kit kit = context.kit();
        Bookings bookings = new MySqlBookings(context.store());
        Admission admission = new Admission(
                config.areas(),
                config.admission(),
                kit.clock(),
                kit.meters(),
                ended -> kit.bus().tell(SearchEnded.BROADCAST, ended));
        Consumer<Change> afterCommit = new AfterCommit(kit.meters(), kit.bus()).andThen(admission::learn);
        Commits<Change> commits = MySqlBookings.commits(context.store(), afterCommit);
        BusNeighbours neighbours = new BusNeighbours(kit.bus()::ask, kit.clock(), config.outage(), System::nanoTime);
        HandleBookingCommand requests = new HandleBookingCommand(
                bookings,
                commits,
                config.policies(),
                admission,
                config.methods(),
                new MySqlPayers(context.store()),
                neighbours);
        BookingCommands commands = new BookingCommands(
                requests,
                bookings,
                new MySqlPeople(context.store()),
                new BookingViews(config.policies().cancellation()));
        OperateBookings operators =
                new OperateBookings(bookings, commits, config.policies(), requests, new MySqlCallers(context.store()));
        RevokeTokens revoke = new RevokeTokens(
                MySqlRevocations.commits(context.store()),
                new MySqlRevocations(context.store()),
                InstantSource.system(),
                revoked -> kit.bus().tell(Revocations.BROADCAST, revoked));
        FollowRide rides = new FollowRide(bookings, config.policies());
        // A drop-off and its payment come together.
        Mailboxes<UUID> turns = new Mailboxes<>("ride", MAX_WAITING_FOR_RIDE);
        return context.publishes(BookingEvent.TOPIC)
                .readyWithoutKafka()
                .follows(
                        DispatchEvents.interest(rides)
                                .inTurn(turns, event -> event.ride().value()),
                        commits)
                .follows(
                        PaymentEvents.all(rides).inTurn(turns, PaymentEvents::turn),
                        MySqlPayers.commits(context.store(), afterCommit))
                .forgetsFencesWhere(BookingSql.OVER)
                .purges(MySqlPeople.OVER)
                .wakes(
                        DriveDeadline.STATE,
                        new DriveDeadline(bookings, commits, neighbours, config.policies(), kit.clock()))
                .hears(SearchEnded.BROADCAST, admission::hear)
                .answers(BookingAddresses.DESK, operators::handle)
                .purges(MySqlRevocations.OUTLIVED)
                .answers(BookingAddresses.REVOKE, revoke::revoke)
                .answers(BookingAddresses.REVOKED, revoke::all)
                .answers(BookingAddresses.GET, commands::get)
                .answers(BookingAddresses.LIST, commands::list)
                .answers(BookingAddresses.RIDER_OF, commands::riderOf)
                .answers(BookingAddresses.COMMANDS, commands::command);
    }
}

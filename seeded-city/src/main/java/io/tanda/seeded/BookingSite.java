package io.tanda.seeded;

import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.tanda.areas.ServiceAreas;
import io.tanda.booking.application.Admission;
import io.tanda.booking.application.BookingViews;
import io.tanda.booking.application.Bookings;
import io.tanda.booking.application.Change;
import io.tanda.booking.application.DriveDeadline;
import io.tanda.booking.application.FakeBookings;
import io.tanda.booking.application.FollowRide;
import io.tanda.booking.application.HandleBookingCommand;
import io.tanda.booking.application.StoredBooking;
import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.booking.domain.Booking;
import io.tanda.booking.domain.CancellationPolicy;
import io.tanda.booking.domain.Policies;
import io.tanda.booking.inbound.BookingCommands;
import io.tanda.booking.inbound.DispatchEvents;
import io.tanda.booking.inbound.PaymentEvents;
import io.tanda.booking.outbound.BusNeighbours;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.flow.Mailboxes;
import io.tanda.platform.testing.FakeCommits.Journaled;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Booking, wired as its module wires it. */
final class BookingSite extends Owner<Change> {
    /** As usual, but that who keeps a driver waiting pays for it. */
    private static final Policies POLICIES = new Policies(
            new CancellationPolicy(CancellationPolicy.USUAL.freeFor(), Riders.FEE, Money.usd(700)),
            Policies.USUAL.deadlines(),
            Policies.USUAL.longestWay());

    private static final int MAX_WAITING_FOR_RIDE = 16;
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    private final City city;
    private final FakeBookings table;

    BookingSite(City city) {
        this(city, new FakeBookings());
    }

    private BookingSite(City city, FakeBookings table) {
        super(city, BookingEvent.TOPIC, table.commits);
        this.city = city;
        this.table = table;
        if (city.has(Flaw.DEADLINE_DELETED_BY_STALE_WRITER)) table.careless();
    }

    @Override
    void wire(Life life, SlowCommits<Change> commits) {
        Bookings bookings = new Slow(commits);
        Admission admission = new Admission(
                ServiceAreas.EVERYWHERE,
                AdmissionPolicy.USUAL,
                DomainClock.real(),
                new CompositeMeterRegistry(),
                told -> {});
        BookingCommands commands = new BookingCommands(
                new HandleBookingCommand(bookings, commits, POLICIES, admission),
                bookings,
                ride -> Future.failedFuture("nobody asks"),
                new BookingViews(POLICIES.cancellation()));
        FollowRide rides = new FollowRide(bookings, POLICIES);
        Mailboxes<UUID> turns = new Mailboxes<>("ride", MAX_WAITING_FOR_RIDE);
        life.follows(DispatchEvents.interest(rides)
                .inTurn(turns, event -> event.ride().value()));
        life.follows(PaymentEvents.interest(rides).inTurn(turns, PaymentEvents::turn));
        BusNeighbours.Bus bus = new BusNeighbours.Bus() {
            @Override
            public <C, R> Future<Reply<R>> ask(Address<C, R> address, Request<C> question) {
                return city.bus().ask(life, address, question);
            }
        };
        life.wakes(
                DriveDeadline.STATE,
                new DriveDeadline(
                        bookings, commits, new BusNeighbours(bus, life, OUTAGE, life::nanos), POLICIES, life));
        life.serves(BookingAddresses.COMMANDS, commands::command);
    }

    /** What is read takes its time. */
    private final class Slow implements Bookings {
        private final SlowCommits<Change> store;

        private Slow(SlowCommits<Change> store) {
            this.store = store;
        }

        @Override
        public Future<Optional<StoredBooking>> find(RideId ride) {
            return store.read(ride, table.find(ride));
        }

        @Override
        public Future<Optional<StoredBooking>> findOfRider(RideId ride, RiderId rider) {
            return store.read(ride, table.findOfRider(ride, rider));
        }

        @Override
        public Future<List<StoredBooking>> ofRider(RiderId rider, @Nullable RideId before, int limit) {
            return store.read(rider, table.ofRider(rider, before, limit));
        }
    }

    @Override
    UUID about(Change change) {
        return change.ride().value();
    }

    @Override
    List<Journaled> news(Change change) {
        List<Journaled> news = new ArrayList<>();
        StoredBooking before = change.before();
        int version = before == null ? 0 : before.version();
        for (BookingEvent event : change.events()) news.add(new Journaled(++version, event));
        return news;
    }

    @Override
    boolean onlyWaits(Change change) {
        return change.after().equals(change.before());
    }

    @Override
    void followed(Change change) {
        StoredBooking row = table.row(change.ride());
        Booking now = row.booking();
        city.sayings()
                .says(
                        this,
                        change.ride().value(),
                        row.version(),
                        new Sayings.Booked(now.trip().rider(), now.status()));
        boolean ended = now instanceof Booking.Ended;
        if (!ended) city.promises().awaited(this, change.ride(), DriveDeadline.STATE);
        if (ended && change.before() != null && !(change.before().booking() instanceof Booking.Ended))
            city.riders().ended(change.ride());
    }

    boolean has(RideId ride) {
        return table.stored(ride).isPresent();
    }

    List<Booking> all() {
        return table.all().stream().map(StoredBooking::booking).toList();
    }
}

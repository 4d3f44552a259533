package io.tanda.booking.application;

import static io.tanda.booking.domain.Evening.DRIVER;
import static io.tanda.booking.domain.Evening.PICKUP;
import static io.tanda.booking.domain.Evening.SIX;
import static io.tanda.booking.domain.Evening.TAXI;
import static io.tanda.booking.domain.Evening.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.areas.AreaFiles;
import io.tanda.areas.ServiceAreas;
import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingCommand.RequestRide;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.booking.SearchEnded;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is let in, asked as riders ask and fed as bookings end (A6). */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A6")
class AdmissionTest {
    private static final Place BROOKLYN = new Place(40.6826, -73.9754, null);
    private static final Place JERSEY_CITY = new Place(40.7190, -74.0450, null);

    private Instant now = SIX;
    private final FakeBookings bookings = new FakeBookings();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<SearchEnded> told = new ArrayList<>();
    /** Twice as fast as real time. */
    private final DomainClock clock = DomainClock.anchored(() -> now, SIX, SIX, 2);

    private Admission admission = admission(AreaFiles.shipped(AreaFiles.NEW_YORK));
    private HandleBookingCommand commands = commands();

    @Test
    void a_pickup_outside_every_area_is_refused_and_nothing_is_kept() {
        Reply.Refused<BookingView> refused = refused(ask(request(JERSEY_CITY), CommandId.next(), 0));
        assertThat(refused.refusal()).isEqualTo(Refusal.OUTSIDE_SERVICE_AREA);
        assertThat(refused.detail()).isEqualTo("The pickup lies outside every area that taxis are sent to.");
        assertThat(refused.retryAfterSeconds()).isNull();
        assertThat(bookings.commits.events()).isEmpty();
        assertThat(meters.get("tanda.booking.admission.outside").counter().count())
                .isOne();
    }

    @Test
    void a_dropoff_may_lie_outside() {
        RequestRide out =
                new RequestRide(RideId.next(), RiderId.next(), PICKUP, JERSEY_CITY, 1, PaymentMethod.CARD, 60);
        assertThat(ask(out, CommandId.next(), 0)).isInstanceOf(Reply.Done.class);
    }

    @Test
    void where_no_areas_are_told_apart_everybody_is_let_in() {
        admission = admission(ServiceAreas.EVERYWHERE);
        commands = commands();
        searchesInVain(PICKUP, 10);
        searchesInVain(JERSEY_CITY, 10);
        assertThat(ask(request(PICKUP), CommandId.next(), 60)).isInstanceOf(Reply.Done.class);
        assertThat(ask(request(JERSEY_CITY), CommandId.next(), 60)).isInstanceOf(Reply.Done.class);
    }

    @Test
    void where_every_search_ends_without_a_taxi_the_next_request_is_turned_away_and_elsewhere_it_is_not() {
        searchesInVain(PICKUP, 3);
        int before = bookings.commits.events().size();
        Reply.Refused<BookingView> refused = refused(ask(request(PICKUP), CommandId.next(), 62));
        assertThat(refused.refusal()).isEqualTo(Refusal.NO_TAXIS_IN_AREA);
        assertThat(refused.detail()).contains("manhattan");
        assertThat(refused.retryAfterSeconds()).as("5 s of domain time").isEqualTo(3);
        assertThat(bookings.commits.events()).hasSize(before);
        assertThat(ask(request(BROOKLYN), CommandId.next(), 62)).isInstanceOf(Reply.Done.class);
        assertThat(counted("manhattan", "turned_away")).isOne();
        assertThat(counted("brooklyn", "let_in")).isOne();
        assertThat(open("manhattan")).isOne();
        assertThat(open("brooklyn")).isZero();
    }

    @Test
    void a_ride_for_later_is_kept_whatever_the_area_has_now_and_uses_no_probe_up() {
        searchesInVain(PICKUP, 3);
        assertThat(done(ask(later(PICKUP), CommandId.next(), 62)).replayed()).isFalse();
        assertThat(done(ask(later(PICKUP), CommandId.next(), 70)).replayed()).isFalse();
        assertThat(done(ask(request(PICKUP), CommandId.next(), 70)).replayed())
                .as("the probe")
                .isFalse();
        assertThat(refused(ask(later(JERSEY_CITY), CommandId.next(), 70)).refusal())
                .isEqualTo(Refusal.OUTSIDE_SERVICE_AREA);
    }

    private static RequestRide later(Place pickup) {
        return new RequestRide(
                RideId.next(), RiderId.next(), pickup, PICKUP, 1, PaymentMethod.CARD, 60, at(86_400), null);
    }

    @Test
    void what_was_turned_away_is_let_in_under_the_same_key_later() {
        searchesInVain(PICKUP, 3);
        RequestRide request = request(PICKUP);
        CommandId key = CommandId.next();
        assertThat(refused(ask(request, key, 62)).refusal()).isEqualTo(Refusal.NO_TAXIS_IN_AREA);
        assertThat(done(ask(request, key, 88)).replayed()).isFalse();
    }

    @Test
    void what_was_accepted_before_is_answered_as_before() {
        RequestRide request = request(PICKUP);
        CommandId key = CommandId.next();
        BookingView first = done(ask(request, key, 0)).value();
        searchesInVain(PICKUP, 3);
        Reply.Done<BookingView> again = done(ask(request, key, 60));
        assertThat(again.replayed()).isTrue();
        assertThat(again.value()).isEqualTo(first);
        assertThat(refused(ask(request(PICKUP), CommandId.next(), 60)).refusal())
                .isEqualTo(Refusal.NO_TAXIS_IN_AREA);
    }

    @Test
    void a_replay_uses_no_probe_up() {
        RequestRide request = request(PICKUP);
        CommandId key = CommandId.next();
        assertThat(done(ask(request, key, 0)).replayed()).isFalse();
        searchesInVain(PICKUP, 3);
        assertThat(done(ask(request, key, 70)).replayed()).isTrue();
        assertThat(done(ask(request(PICKUP), CommandId.next(), 70)).replayed()).isFalse();
        assertThat(refused(ask(request(PICKUP), CommandId.next(), 70)).refusal())
                .isEqualTo(Refusal.NO_TAXIS_IN_AREA);
        assertThat(counted("manhattan", "probe"))
                .as("replays are no new requests")
                .isOne();
    }

    @Test
    void a_driver_who_takes_a_call_lets_the_others_in() {
        searchesInVain(PICKUP, 3);
        assertThat(refused(ask(request(PICKUP), CommandId.next(), 60)).refusal())
                .isEqualTo(Refusal.NO_TAXIS_IN_AREA);
        ends(request(PICKUP), ride -> new BookingEvent.DriverAssigned(ride, DRIVER, TAXI, "4P21", at(300), at(61)), 61);
        assertThat(ask(request(PICKUP), CommandId.next(), 61)).isInstanceOf(Reply.Done.class);
        assertThat(open("manhattan")).isZero();
    }

    @Test
    void after_half_a_minute_without_news_everybody_is_let_in() {
        searchesInVain(PICKUP, 3);
        assertThat(refused(ask(request(PICKUP), CommandId.next(), 60)).refusal())
                .isEqualTo(Refusal.NO_TAXIS_IN_AREA);
        for (int i = 0; i < 5; i++)
            assertThat(ask(request(PICKUP), CommandId.next(), 88)).isInstanceOf(Reply.Done.class);
    }

    /** Of ten seconds: nobody's offer was over. */
    @Test
    void searches_that_were_too_short_tell_nothing() {
        for (int i = 0; i < 5; i++) {
            RequestRide hurried =
                    new RequestRide(RideId.next(), RiderId.next(), PICKUP, BROOKLYN, 1, PaymentMethod.CARD, 10);
            ends(hurried, ride -> new BookingEvent.NoDriversAvailable(ride, at(7)), 7);
        }
        assertThat(ask(request(PICKUP), CommandId.next(), 7)).isInstanceOf(Reply.Done.class);
    }

    @Test
    void a_way_that_no_taxi_goes_uses_no_probe_up() {
        searchesInVain(PICKUP, 3);
        RequestRide far = new RequestRide(
                RideId.next(),
                RiderId.next(),
                PICKUP,
                new Place(PICKUP.lng(), PICKUP.lat(), null),
                1,
                PaymentMethod.CARD,
                60);
        assertThat(refused(ask(far, CommandId.next(), 75)).refusal()).isEqualTo(Refusal.INVALID);
        assertThat(ask(request(PICKUP), CommandId.next(), 75)).isInstanceOf(Reply.Done.class);
    }

    @Test
    void what_one_process_learns_counts_in_the_others() {
        searchesInVain(PICKUP, 2);
        Admission other = new Admission(
                AreaFiles.shipped(AreaFiles.NEW_YORK),
                AdmissionPolicy.USUAL,
                clock,
                new SimpleMeterRegistry(),
                again -> {
                    throw new AssertionError("what is heard is not told on");
                });
        told.forEach(other::hear);
        SearchEnded last = new SearchEnded("manhattan", RiderId.next(), false, at(57));
        assertThat(other.enter(PICKUP.point(), at(57))).isEqualTo(new Admission.Entry.LetIn("manhattan"));
        other.hear(last);
        assertThat(other.enter(PICKUP.point(), at(57))).isInstanceOf(Admission.Entry.TurnedAway.class);
        other.hear(new SearchEnded("manhattan", RiderId.next(), true, at(57)));
        assertThat(other.enter(PICKUP.point(), at(57))).isInstanceOf(Admission.Entry.LetIn.class);
    }

    @Test
    void what_is_heard_twice_counts_once_and_unknown_areas_count_nothing() {
        searchesInVain(PICKUP, 2);
        told.forEach(admission::hear);
        for (int i = 0; i < 5; i++) admission.hear(new SearchEnded("gotham", RiderId.next(), false, at(57)));
        assertThat(ask(request(PICKUP), CommandId.next(), 57)).isInstanceOf(Reply.Done.class);
    }

    @Test
    void a_probe_that_could_not_be_kept_is_given_to_the_next() {
        searchesInVain(PICKUP, 3);
        seconds(70);
        bookings.commits.down(true);
        RequestRide lost = request(PICKUP);
        assertThat(commands.handle(asked(lost, CommandId.next(), 70)).failed()).isTrue();
        bookings.commits.down(false);
        assertThat(ask(request(PICKUP), CommandId.next(), 70)).isInstanceOf(Reply.Done.class);
        assertThat(counted("manhattan", "probe")).isOne();
    }

    private Admission admission(ServiceAreas areas) {
        return new Admission(areas, AdmissionPolicy.USUAL, clock, meters, told::add);
    }

    private HandleBookingCommand commands() {
        return new HandleBookingCommand(bookings, bookings.commits, Policies.USUAL, admission);
    }

    private static RequestRide request(Place pickup) {
        return new RequestRide(RideId.next(), RiderId.next(), pickup, BROOKLYN, 1, PaymentMethod.CARD, 60);
    }

    /** Asked for at six, in vain for 57 s. */
    private void searchesInVain(Place pickup, int riders) {
        for (int i = 0; i < riders; i++)
            ends(request(pickup), ride -> new BookingEvent.NoDriversAvailable(ride, at(57)), 57);
    }

    private interface End {
        BookingEvent of(RideId ride);
    }

    /** As the commit of what dispatch said tells it. */
    private void ends(RequestRide request, End end, long seconds) {
        HandleBookingCommand others = new HandleBookingCommand(
                bookings, bookings.commits, Policies.USUAL, admission(ServiceAreas.EVERYWHERE));
        assertThat(answer(others, request, CommandId.next(), 0)).isInstanceOf(Reply.Done.class);
        seconds(seconds);
        bookings.happened(request.ride(), end.of(request.ride()));
        admission.learn(bookings.commits.committed().getLast());
    }

    private void seconds(long domain) {
        now = SIX.plusMillis(domain * 500);
    }

    private Reply<BookingView> ask(BookingCommand command, CommandId id, long seconds) {
        seconds(seconds);
        return answer(commands, command, id, seconds);
    }

    private static Reply<BookingView> answer(
            HandleBookingCommand commands, BookingCommand command, CommandId id, long seconds) {
        Future<Reply<BookingView>> answer = commands.handle(asked(command, id, seconds));
        assertThat(answer.succeeded()).as("%s", answer.cause()).isTrue();
        return answer.result();
    }

    private static Request<BookingCommand> asked(BookingCommand command, CommandId id, long seconds) {
        Actor rider = new Actor(Role.RIDER, command.rider().value());
        return new Request<>(id, rider, at(seconds), "f", null, command);
    }

    private static Reply.Done<BookingView> done(Reply<BookingView> reply) {
        if (reply instanceof Reply.Done<BookingView> done) return done;
        throw new AssertionError(reply);
    }

    private static Reply.Refused<BookingView> refused(Reply<BookingView> reply) {
        if (reply instanceof Reply.Refused<BookingView> refused) return refused;
        throw new AssertionError(reply);
    }

    private double counted(String area, String result) {
        return meters.get("tanda.booking.admission.requests")
                .tags("area", area, "result", result)
                .counter()
                .count();
    }

    private double open(String area) {
        return meters.get("tanda.booking.admission.open")
                .tags("area", area)
                .gauge()
                .value();
    }
}

package io.tanda.seeded;

import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.PaymentEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One city, from its seed to the evening when all is quiet. */
public final class City {
    private static final long MICROS_PER_SECOND = 1_000_000;
    /** Longer than any booking waits for its expiry, and than any drive. */
    private static final long QUIET_WITHIN_MICROS = 4 * 3_600 * MICROS_PER_SECOND;

    private final long seed;
    private final Set<Flaw> flaws;
    private final Chance chance;
    private final Agenda agenda = new Agenda();
    private final boolean calm;
    private Weather weather;

    private final Promises promises;
    private final FakeBus bus;
    private final FakeGateway gateway;
    private final Streets streets;
    private final BookingSite booking;
    private final DispatchSite dispatch;
    private final PaymentSite payment;
    private final HistorySite history;
    private final NotifySite notifying;
    private final Sayings sayings = new Sayings();
    private final Riders riders;
    private final Drivers drivers;
    private final Finance finance;

    /** @param flaws bugs to plant; none: what goes wrong is a bug of ours */
    public City(long seed, Set<Flaw> flaws) {
        this.seed = seed;
        this.flaws = flaws.isEmpty() ? EnumSet.noneOf(Flaw.class) : EnumSet.copyOf(flaws);
        this.chance = new Chance(seed);
        this.weather = Weather.of(chance);
        this.calm = weather.isCalm();
        this.promises = new Promises(this);
        this.bus = new FakeBus(this);
        this.gateway = new FakeGateway(this);
        this.streets = new Streets(chance);
        this.booking = new BookingSite(this);
        this.dispatch = new DispatchSite(this);
        this.payment = new PaymentSite(this);
        this.history = new HistorySite(this);
        this.notifying = new NotifySite(this);
        this.riders = new Riders(this);
        this.drivers = new Drivers(this);
        this.finance = new Finance(this);
        booking.follows(dispatch, DispatchEvent.TOPIC);
        booking.follows(payment, PaymentEvent.TOPIC);
        dispatch.follows(booking, BookingEvent.TOPIC);
        payment.follows(dispatch, DispatchEvent.TOPIC);
        for (Site<?> follower : List.of(history, notifying)) {
            follower.follows(booking, BookingEvent.TOPIC);
            follower.follows(dispatch, DispatchEvent.TOPIC);
            follower.follows(payment, PaymentEvent.TOPIC);
        }
    }

    /**
     * What a run came to.
     *
     * @param flaws that were planted
     * @param trouble so many steps of it were asked for
     * @param steps that there were
     * @param trace of all that happened, in order: equal for equal runs
     * @param rides that were requested
     * @param completed of these
     * @param broken absent: every promise was kept
     * @param last what happened last, the last step at the end
     */
    public record Run(
            long seed,
            Set<Flaw> flaws,
            long trouble,
            long steps,
            long trace,
            int rides,
            int completed,
            @Nullable Broken broken,
            List<String> last) {}

    /** @param steps of trouble; then all becomes quiet, and what is under way ends */
    public Run run(long steps) {
        for (Site<?> site : sites()) site.populate(weather.instances());
        drivers.populate(chance.between(2, 10));
        riders.populate(chance.between(3, 12));
        if (chance.happens(0.7)) finance.populate(chance.between(1, 3));
        crashes();
        while (agenda.steps() < steps && goesOn()) {}
        if (promises.broken() == null) quiet();
        int completed = (int) booking.all().stream().filter(Ends::isCompleted).count();
        return new Run(
                seed,
                flaws,
                steps,
                agenda.steps(),
                agenda.trace(),
                booking.all().size(),
                completed,
                promises.broken(),
                agenda.last());
    }

    private boolean goesOn() {
        if (agenda.step() == null) return false;
        promises.check();
        return promises.broken() == null;
    }

    private void quiet() {
        weather = weather.cleared();
        riders.stayHome();
        drivers.eager();
        finance.goHome();
        for (Site<?> site : sites())
            for (Instance instance : site.instances()) if (instance.life().isEmpty()) instance.start();
        long until = agenda.now() + QUIET_WITHIN_MICROS;
        while (agenda.now() < until && !Ends.reached(this) && goesOn()) {}
        if (promises.broken() == null) Ends.check(this);
    }

    // What goes wrong.

    private void crashes() {
        if (weather.crashEvery().isZero()) return;
        int most = (int) (2 * weather.crashEvery().toSeconds());
        agenda.after(chance.seconds(1, most), null, "something crashes", "city", () -> {
            if (weather.crashEvery().isZero()) return;
            crash(chance.one(chance.one(sites()).instances()));
            crashes();
        });
    }

    private void crash(Instance instance) {
        if (instance.life().isEmpty()) return;
        instance.crash();
        int most = chance.happens(0.1) ? 60_000 : 8_000;
        agenda.after(chance.millis(200, most), null, "starts again", instance.toString(), () -> {
            if (instance.life().isEmpty()) instance.start();
        });
    }

    /** How long something on its way takes, in microseconds. */
    long trip() {
        return chance.happens(weather.slow())
                ? chance.millis(100, Weather.SLOW_MILLIS)
                : chance.millis(0, Weather.MILLIS);
    }

    /** {@link Flaw#WINDOW_RESTARTED} */
    Recorded asTold(Group<?, ?> group, Recorded event) {
        if (!has(Flaw.WINDOW_RESTARTED)
                || group.site() != dispatch
                || !(BookingEvent.TOPIC.decode(event.type(), event.body()) instanceof BookingEvent.RideRequested e))
            return event;
        Instant now = agenda.instant();
        BookingEvent later = new BookingEvent.RideRequested(
                e.ride(),
                e.rider(),
                e.pickup(),
                e.dropoff(),
                e.passengers(),
                e.paymentMethod(),
                now.plusSeconds(BookingCommand.SEARCH_SECONDS),
                e.expiresAt(),
                now);
        return new Recorded(
                event.aggregate(),
                event.version(),
                event.type(),
                now,
                event.actor(),
                event.trace(),
                Wire.encodeText(later));
    }

    /** What throws fails instead. */
    <T> Future<T> tried(Supplier<Future<T>> work) {
        return Future.succeededFuture().compose(begun -> work.get());
    }

    boolean has(Flaw flaw) {
        return flaws.contains(flaw);
    }

    long seed() {
        return seed;
    }

    boolean isCalm() {
        return calm;
    }

    Weather weather() {
        return weather;
    }

    Agenda agenda() {
        return agenda;
    }

    Chance chance() {
        return chance;
    }

    Promises promises() {
        return promises;
    }

    FakeBus bus() {
        return bus;
    }

    FakeGateway gateway() {
        return gateway;
    }

    Streets streets() {
        return streets;
    }

    List<Site<?>> sites() {
        return List.of(booking, dispatch, payment, history, notifying);
    }

    /** Those that others follow. */
    List<Owner<?>> owners() {
        return List.of(booking, dispatch, payment);
    }

    BookingSite booking() {
        return booking;
    }

    DispatchSite dispatch() {
        return dispatch;
    }

    PaymentSite payment() {
        return payment;
    }

    HistorySite history() {
        return history;
    }

    NotifySite notifying() {
        return notifying;
    }

    /** What owners' rows said. */
    Sayings sayings() {
        return sayings;
    }

    Riders riders() {
        return riders;
    }

    Drivers drivers() {
        return drivers;
    }

    /** Rides that were accepted. */
    Set<RideId> accepted() {
        return promises.accepted();
    }
}

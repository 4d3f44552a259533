package io.tanda.simulator.city;

import io.tanda.client.Answer;
import io.tanda.client.CallCounts;
import io.tanda.client.DevTokens;
import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.dispatch.Positions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All riders and drivers of one run, on one event loop: whatever they know came by HTTP or a stream. {@link #replay} asks for every trip
 * of the scenario and waits until each ride has come to its end.
 */
public final class City extends VerticleBase {
    private static final Logger log = LoggerFactory.getLogger(City.class);

    /** Registrations and duties under way at once. */
    private static final int AT_ONCE = 32;
    /** Real time: a position is out of date after 120 s of domain time, which are 3 s at 40 times. */
    private static final int UPLINK_EVERY_MILLIS = 500;

    private static final int SEATS = 6;
    private static final int PHONES = 100;

    private final CityConfig config;
    private final Scenario scenario;
    private final DomainTime time;
    private final TandaClient client;
    private final TandaClient uplink;
    private final DevTokens tokens;
    private final Tally tally = new Tally();
    private final List<CityDriver> drivers = new ArrayList<>();
    private final Map<RideId, RecordedTrip> trips = new HashMap<>();
    private final Promise<Void> over = Promise.promise();
    private BooleanSupplier goOn = () -> false;
    private boolean uplinkBusy;
    private boolean ended;
    private int riders;
    private int ridersAtEnd;
    private boolean allAsked;
    private @Nullable Instant began;

    /** @param uplink for positions, of which a late one is worth nothing: it should not try again */
    public City(
            CityConfig config,
            Scenario scenario,
            DomainTime time,
            TandaClient client,
            TandaClient uplink,
            DevTokens tokens) {
        this.config = config;
        this.scenario = scenario;
        this.time = time;
        this.client = client;
        this.uplink = uplink;
        this.tokens = tokens;
    }

    // --- what its people need ----------------------------------------------------------------

    Habits habits() {
        return config.habits();
    }

    int searchSeconds() {
        return config.searchSeconds();
    }

    TandaClient client() {
        return client;
    }

    CallCounts uplinkCounts() {
        return uplink.counts();
    }

    DomainTime time() {
        return time;
    }

    public Tally tally() {
        return tally;
    }

    void timer(long millis, Runnable then) {
        vertx.setTimer(Math.max(1, millis), timer -> {
            if (!ended) then.run();
        });
    }

    void began(RideId ride, RecordedTrip trip) {
        trips.put(ride, trip);
    }

    @Nullable
    RecordedTrip tripOf(RideId ride) {
        return trips.get(ride);
    }

    void ended(@Nullable RideId ride) {
        ridersAtEnd++;
        if (ride != null) trips.remove(ride);
        lookWhetherItIsOver();
    }

    // --- the fleet ---------------------------------------------------------------------------

    /** Registers the fleet and puts every driver on duty, listening. Repeating it is harmless: the ids are always the same. */
    public Future<Void> settle() {
        return onContext(() -> {
            String operator = tokens.operator(DevTokens.OPERATOR);
            for (int i = 0; i < scenario.taxis().size(); i++) {
                DriverId driver = new DriverId(named("driver", i));
                drivers.add(new CityDriver(
                        this,
                        driver,
                        new TaxiId(named("taxi", i)),
                        tokens.driver(driver.value()),
                        scenario.taxis().get(i),
                        config.seed() * 31 + i));
            }
            return each(indices(), i -> register(operator, i))
                    // Positions before the first offer: matching knows where everybody is.
                    .onSuccess(registered -> {
                        sendPositions(operator);
                        vertx.setPeriodic(UPLINK_EVERY_MILLIS, tick -> sendPositions(operator));
                    })
                    .compose(registered -> each(List.copyOf(drivers), CityDriver::begin));
        });
    }

    private List<Integer> indices() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < scenario.taxis().size(); i++) all.add(i);
        return all;
    }

    private Future<Void> register(String operator, int i) {
        DriverId driver = new DriverId(named("driver", i));
        TaxiId taxi = new TaxiId(named("taxi", i));
        return client.registerDriver(
                        operator, UUID.randomUUID(), driver, new TandaClient.DriverEntry("Driver " + (i + 1), phone(i)))
                .map(Answer::get)
                .compose(done -> client.registerTaxi(
                        operator, UUID.randomUUID(), taxi, String.format(Locale.ROOT, "SIM-%04d", i + 1), SEATS))
                .map(Answer::get)
                .mapEmpty();
    }

    /** One of the numbers that are nobody's: 555-0100 to 555-0199. */
    static Phone phone(int number) {
        return new Phone(String.format(Locale.ROOT, "+121255501%02d", number % PHONES));
    }

    /** The same driver in every run. */
    private static UUID named(String kind, int number) {
        return UUID.nameUUIDFromBytes(("tanda-simulator-" + kind + "-" + number).getBytes(StandardCharsets.UTF_8));
    }

    private void sendPositions(String operator) {
        if (uplinkBusy || ended) return;
        uplinkBusy = true;
        List<Future<?>> batches = new ArrayList<>();
        for (int from = 0; from < drivers.size(); from += Positions.MAX_FIXES) {
            List<Positions.Fix> fixes = new ArrayList<>();
            for (CityDriver driver : drivers.subList(from, Math.min(drivers.size(), from + Positions.MAX_FIXES))) {
                if (!driver.isHeard()) continue;
                GeoPoint place = driver.position();
                // Without a time: now, whoever's clock is right.
                fixes.add(new Positions.Fix(driver.id(), place.lat(), place.lng(), null));
            }
            if (!fixes.isEmpty()) batches.add(uplink.sendFleetPositions(operator, fixes));
        }
        Future.join(batches).onComplete(sent -> {
            uplinkBusy = false;
            if (sent.failed())
                log.debug("positions did not get through: {}", sent.cause().getMessage());
        });
    }

    // --- the night ---------------------------------------------------------------------------

    /**
     * @param more asked when the scenario is at its end: while it says so, the scenario begins again
     * @return completes when every ride has ended, or patience has
     */
    public Future<Void> replay(BooleanSupplier more) {
        return onContext(() -> {
            goOn = more;
            Instant now = time.now();
            began = now;
            String operator = tokens.operator(DevTokens.OPERATOR);
            new CityDesk(this, operator, now, config.seed()).open();
            new CityDepot(this, operator, config.seed()).open(renters());
            askFrom(0, Duration.ZERO);
            return over.future();
        });
    }

    /** Their tokens. */
    private List<String> renters() {
        Random random = new Random(config.seed());
        return drivers.stream()
                .filter(driver -> habits().shows(Habit.RENTS, random))
                .map(driver -> tokens.driver(driver.id().value()))
                .toList();
    }

    private void askFrom(int index, Duration offset) {
        if (index >= scenario.hails().size()) {
            if (goOn.getAsBoolean()) {
                Duration next = offset.plus(scenario.window());
                timer(1, () -> askFrom(0, next));
            } else {
                allAsked = true;
                awaitTheLast();
            }
            return;
        }
        Scenario.Hail hail = scenario.hails().get(index);
        Instant start = began;
        if (start == null) return;
        // Beyond the scenario only as long as it is wanted.
        if (!offset.isZero() && !goOn.getAsBoolean()) {
            askFrom(scenario.hails().size(), offset);
            return;
        }
        long wait = time.realMillisUntil(start.plus(offset).plus(hail.after()));
        timer(wait, () -> {
            RiderId rider = RiderId.next();
            riders++;
            new CityRider(this, rider, tokens.rider(rider.value()), hail).ask();
            askFrom(index + 1, offset);
        });
    }

    private void awaitTheLast() {
        Duration longest =
                Scenario.LONGEST_TAIL.plusSeconds(config.searchSeconds()).plus(Scenario.MOST_AHEAD);
        timer(time.realMillis(longest) + config.patience().toMillis(), () -> {
            log.warn("{} rides have not come to an end", tally.underWay());
            over.tryComplete();
        });
        lookWhetherItIsOver();
    }

    private void lookWhetherItIsOver() {
        if (allAsked && ridersAtEnd == riders) over.tryComplete();
    }

    /** Everybody goes home; what they had open is closed. */
    public void disperse() {
        ended = true;
        drivers.forEach(CityDriver::end);
    }

    public int freeDrivers() {
        int free = 0;
        for (CityDriver driver : drivers) if (driver.isFree()) free++;
        return free;
    }

    // --- going through many ------------------------------------------------------------------

    /** Some at once, until all are done or one has failed. */
    private static <T> Future<Void> each(List<T> all, Function<T, Future<Void>> step) {
        Iterator<T> rest = all.iterator();
        List<Future<Void>> lanes = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) lanes.add(next(rest, step));
        return Future.all(lanes).mapEmpty();
    }

    private static <T> Future<Void> next(Iterator<T> rest, Function<T, Future<Void>> step) {
        return rest.hasNext() ? step.apply(rest.next()).compose(done -> next(rest, step)) : Future.succeededFuture();
    }

    private <T> Future<T> onContext(Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(now -> work.get().onComplete(done));
        return done.future();
    }
}

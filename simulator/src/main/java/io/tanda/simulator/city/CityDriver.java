package io.tanda.simulator.city;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.client.Answer;
import io.tanda.client.EventStream;
import io.tanda.contract.AbortReason;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Offer;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A driver with a taxi and a telephone.
 *
 * <pre>
 *   waiting --offer--> thinking --accept--> to the pick-up --arrive--> boarding --pickup--> driving --dropoff--> waiting
 *      ^                  | declined, lost, ignored                 | gave it back, rider canceled or did not come
 *      +------------------+-----------------------------------------+
 *   given to him by an operator, anything unclear, and a phone that was dead: asks which ride is his (GET /v1/drivers/me/ride) and goes on from there
 * </pre>
 */
final class CityDriver {
    private static final Logger log = LoggerFactory.getLogger(CityDriver.class);

    /** Several are offered a call, and one gets it. */
    private static final Set<String> TOO_LATE = Set.of("call_already_dispatched", "offer_closed", "call_closed");

    /** Real time between two questions that were not answered. */
    private static final int ASK_AGAIN_MILLIS = 500;

    private final City city;
    private final DriverId id;
    private final TaxiId taxi;
    private final String token;
    private final Random random;
    private final Phone phone;
    private final Course course;

    /** Every change of mind: what was begun for an earlier one no longer counts. */
    private int turn;

    private boolean free;

    /** The offer on his screen, from when he sees it until he answers. */
    private @Nullable OfferId shown;

    private @Nullable RideId ride;

    /** Became his while he was busy with an answer; perhaps that answer is about this very ride, and perhaps about the last one. */
    private @Nullable RideId givenMeanwhile;

    CityDriver(City city, DriverId id, TaxiId taxi, String token, GeoPoint place, long seed) {
        this.city = city;
        this.id = id;
        this.taxi = taxi;
        this.token = token;
        this.random = new Random(seed);
        this.phone = new Phone(city, token, this::told);
        this.course = new Course(city.time(), place);
    }

    DriverId id() {
        return id;
    }

    /** On duty, listening, and busy with whatever was his when he was last here. */
    Future<Void> begin() {
        return city.client()
                .setDuty(token, UUID.randomUUID(), true, taxi)
                .map(Answer::get)
                .compose(duty -> phone.on())
                .onSuccess(listening -> askWhatIsMine());
    }

    void end() {
        turn++;
        free = false;
        phone.off();
    }

    boolean isFree() {
        return free;
    }

    /** Whether anybody hears where he is. */
    boolean isHeard() {
        return !phone.isDead();
    }

    GeoPoint position() {
        return course.position();
    }

    // --- what he is told ---------------------------------------------------------------------

    private void told(EventStream.Event event) {
        try {
            JsonNode body = Wire.mapper().readTree(event.data()).path("body");
            switch (event.type()) {
                case DriverFeed.OFFER_SENT -> offered(Wire.mapper().treeToValue(body, Offer.class));
                case DriverFeed.RIDE_CANCELED ->
                    canceled(RideId.parse(body.path("ride").asText()));
                case DriverFeed.RIDE_COLLECT -> {
                    if (free) askWhatIsMine();
                }
                case DriverFeed.RIDE_SETTLED, DriverFeed.RIDE_ENDED ->
                    canceled(RideId.parse(body.path("id").asText()));
                case DriverFeed.OFFER_CLOSED ->
                    offerClosed(OfferId.parse(body.path("offer").asText()));
                case DriverFeed.RIDE_ACCEPTED ->
                    given(RideId.parse(body.path("id").asText()));
                default -> log.debug("driver {} does not know {}", id, event.type());
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            log.warn("driver {} cannot read {}", id, event.data(), e);
        }
    }

    private void offered(Offer offer) {
        city.tally().offered(offer.ride());
        if (!free || !offer.expiresAt().isAfter(city.time().now())) return;
        double mood = random.nextDouble();
        double ignores = city.habits().rate(Habit.IGNORES);
        if (mood < ignores) {
            city.tally().ignored();
            return;
        }
        boolean declines = mood < ignores + city.habits().rate(Habit.DECLINES);
        free = false;
        shown = offer.id();
        after(between(CityConfig.LEAST_THOUGHT, CityConfig.LONGEST_THOUGHT), () -> {
            shown = null;
            if (declines) decline(offer);
            else accept(offer);
        });
    }

    /** Of what he has accepted himself he learns from the answer; another one an operator has given him. */
    private void given(RideId accepted) {
        if (accepted.equals(ride)) return;
        if (free || shown != null) askWhatIsMine();
        else givenMeanwhile = accepted;
    }

    /** It goes off his screen before he answered: another was faster, the rider canceled, or its time is over. */
    private void offerClosed(OfferId closed) {
        if (!closed.equals(shown)) return;
        city.tally().offerClosed();
        waitForCalls();
    }

    private void canceled(RideId canceled) {
        if (!canceled.equals(ride)) return;
        waitForCalls();
    }

    // --- what he does ------------------------------------------------------------------------

    private void decline(Offer offer) {
        int mine = ++turn;
        city.tally().declined();
        city.client().declineOffer(token, UUID.randomUUID(), offer.id()).onComplete(answered -> {
            if (mine == turn) waitForCalls();
        });
    }

    private void accept(Offer offer) {
        int mine = ++turn;
        city.client().acceptOffer(token, UUID.randomUUID(), offer.id()).onComplete(answered -> {
            if (mine != turn) return;
            if (answered.succeeded() && answered.result() instanceof Answer.Refused<DriverRide> refused) {
                // He is quicker to look for another call than to ask, unless the server thinks he is busy.
                if (refused.code().equals("driver_already_on_ride")) askWhatIsMine();
                else {
                    if (TOO_LATE.contains(refused.code())) city.tally().acceptLost();
                    waitForCalls();
                }
            } else {
                goOn(answered.succeeded() ? answered.result() : null);
            }
        });
    }

    private void waitForCalls() {
        if (givenMeanwhile != null) {
            askWhatIsMine();
            return;
        }
        turn++;
        course.stop();
        shown = null;
        ride = null;
        free = true;
    }

    /** Whatever happened: the server knows which ride is his. */
    private void askWhatIsMine() {
        int mine = ++turn;
        free = false;
        // What is told of these meanwhile is old news.
        shown = null;
        ride = null;
        givenMeanwhile = null;
        city.client().rideOfDriver(token).onComplete(answered -> {
            if (mine != turn) return;
            if (answered.failed()) {
                afterReal(ASK_AGAIN_MILLIS, this::askWhatIsMine);
                return;
            }
            switch (answered.result()) {
                case Answer.Ok<DriverRide> found -> drive(found.body());
                case Answer.Refused<DriverRide> none -> {
                    if (none.status() == 404) waitForCalls();
                    else afterReal(ASK_AGAIN_MILLIS, this::askWhatIsMine);
                }
            }
        });
    }

    /** An answer to a step: on with the ride if it was taken, else with what is true. */
    private void goOn(@Nullable Answer<DriverRide> answer) {
        if (answer instanceof Answer.Ok<DriverRide> done) drive(done.body());
        else if (answer == null) afterReal(ASK_AGAIN_MILLIS, this::askWhatIsMine);
        else askWhatIsMine();
    }

    private void step(Function<UUID, Future<Answer<DriverRide>>> call) {
        int mine = ++turn;
        call.apply(UUID.randomUUID()).onComplete(answered -> {
            if (mine == turn) goOn(answered.succeeded() ? answered.result() : null);
        });
    }

    private void drive(DriverRide mine) {
        free = false;
        ride = mine.id();
        if (mine.id().equals(givenMeanwhile)) givenMeanwhile = null;
        switch (mine.status()) {
            case ACCEPTED -> toPickup(mine);
            case ARRIVED -> {
                course.stop();
                if (mine.noShowFrom() != null) waitFor(mine, mine.noShowFrom());
                else if (shows(Habit.NO_SHOW))
                    after(
                            CityConfig.LONGEST_BOARDING,
                            () -> step(key -> city.client().contact(token, key, mine.id())));
                else
                    after(
                            between(CityConfig.LEAST_BOARDING, CityConfig.LONGEST_BOARDING),
                            () -> step(key -> city.client().pickUp(token, key, mine.id())));
            }
            case IN_PROGRESS -> toDropoff(mine);
            case ABORTED -> waitForCalls();
            case SETTLING, COMPLETED, OWED -> {
                if (mine.aborted() == null) course.standAt(mine.dropoff());
                if (mine.collect() == null) waitForCalls();
                else collect(mine.id(), mine.collect());
            }
            case SCHEDULED,
                    REQUESTED,
                    CANCEL_PENDING,
                    NO_DRIVERS_AVAILABLE,
                    RIDER_CANCELED,
                    OPERATOR_CANCELED,
                    NO_SHOW,
                    EXPIRED -> waitForCalls();
        }
    }

    /** The passenger means to pay in cash, or his card was declined and he has some notes left, or he has none. */
    private void collect(RideId unpaid, DriverRide.Collect due) {
        if (shows(Habit.LEFT_UNPAID)) {
            after(until(due.until()), this::askWhatIsMine);
            return;
        }
        after(
                between(CityConfig.LEAST_BOARDING, CityConfig.LONGEST_BOARDING),
                () -> step(key -> city.client().takeCash(token, key, unpaid).onSuccess(answered -> {
                    if (answered instanceof Answer.Ok<DriverRide>) city.tally().cash(due.declined() != null);
                })));
    }

    private void toPickup(DriverRide mine) {
        Duration way = Course.way(position(), mine.pickup());
        course.head(mine.pickup(), way);
        if (shows(Habit.GIVES_BACK)) {
            after(way.dividedBy(2), () -> giveBack(mine.id()));
            return;
        }
        if (shows(Habit.DEAD_PHONE)) {
            after(way.dividedBy(2), this::loseThePhone);
            return;
        }
        // Refused where a position got lost: another is on its way.
        after(
                way.compareTo(CityConfig.LEAST_THOUGHT) < 0 ? CityConfig.LEAST_THOUGHT : way,
                () -> step(key -> city.client().arrive(token, key, mine.id())));
    }

    private void waitFor(DriverRide mine, Instant until) {
        after(until(until), () -> step(key -> city.client().markNoShow(token, key, mine.id())));
    }

    /** He drives on and tells nobody; when the phone is back he asks whether the ride is still his. */
    private void loseThePhone() {
        city.tally().phoneDied();
        phone.dies();
        after(between(CityConfig.SHORTEST_SILENCE, CityConfig.LONGEST_SILENCE), () -> {
            phone.on().onFailure(closed -> log.debug("driver {}: {}", id, closed.getMessage()));
            askWhatIsMine();
        });
    }

    private void giveBack(RideId given) {
        int mine = ++turn;
        city.tally().givenBack();
        city.client().giveBack(token, UUID.randomUUID(), given, "a flat tyre").onComplete(answered -> {
            if (mine != turn) return;
            if (answered.succeeded() && answered.result() instanceof Answer.Ok<DriverRide>) waitForCalls();
            else askWhatIsMine();
        });
    }

    private void toDropoff(DriverRide mine) {
        RecordedTrip trip = city.tripOf(mine.id());
        Duration whole = trip == null ? Course.way(mine.pickup(), mine.dropoff()) : Duration.ofSeconds(trip.seconds());
        Duration driven = mine.pickedUpAt() == null
                ? Duration.ZERO
                : Duration.between(mine.pickedUpAt(), city.time().now());
        Duration left = whole.compareTo(driven) < 0 ? Duration.ZERO : whole.minus(driven);
        course.head(mine.dropoff(), left);
        if (shows(Habit.ABORTS)) {
            after(
                    left.dividedBy(2),
                    () -> step(
                            key -> city.client().abort(token, key, mine.id(), AbortReason.PASSENGER_WISH, position())));
            return;
        }
        if (shows(Habit.DEAD_PHONE)) {
            after(left.dividedBy(2), this::loseThePhone);
            return;
        }
        Long meters = trip == null || trip.meters() == null ? null : Long.valueOf(trip.meters());
        after(left, () -> dropOff(mine, meters));
    }

    private void dropOff(DriverRide at, @Nullable Long meters) {
        int mine = ++turn;
        city.client()
                .dropOff(token, UUID.randomUUID(), at.id(), at.dropoff(), meters)
                .onComplete(answered -> {
                    if (mine != turn) return;
                    // A few of the real meters show what no meter can: then the server's own estimate must do.
                    if (meters != null
                            && answered.succeeded()
                            && answered.result() instanceof Answer.Refused<DriverRide> refused
                            && refused.status() == 422) dropOff(at, null);
                    else goOn(answered.succeeded() ? answered.result() : null);
                });
    }

    // --- chances and times -------------------------------------------------------------------

    private boolean shows(Habit habit) {
        return city.habits().shows(habit, random);
    }

    /** A moment after that. */
    private Duration until(Instant then) {
        Duration rest = Duration.between(city.time().now(), then);
        return (rest.isNegative() ? Duration.ZERO : rest).plus(CityConfig.LEAST_THOUGHT);
    }

    private Duration between(Duration least, Duration most) {
        return least.plusMillis(random.nextLong(most.minus(least).toMillis()));
    }

    private void after(Duration domain, Runnable then) {
        afterReal(city.time().realMillis(domain), then);
    }

    private void afterReal(long millis, Runnable then) {
        int mine = ++turn;
        city.timer(millis, () -> {
            if (mine == turn) then.run();
        });
    }
}

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
 *   anything unclear: asks which ride is his (GET /v1/drivers/me/ride) and goes on from there
 * </pre>
 */
final class CityDriver {
    private static final Logger log = LoggerFactory.getLogger(CityDriver.class);

    /** Real time between two questions that were not answered. */
    private static final int ASK_AGAIN_MILLIS = 500;

    private final City city;
    private final DriverId id;
    private final TaxiId taxi;
    private final String token;
    private final Random random;
    private @Nullable EventStream stream;

    /** Every change of mind: what was begun for an earlier one no longer counts. */
    private int turn;

    private boolean free;

    /** The offer on his screen, from when he sees it until he answers. */
    private @Nullable OfferId shown;

    private @Nullable RideId ride;
    private GeoPoint from;
    private GeoPoint to;
    private long legBeganMillis;
    private long legMillis;

    CityDriver(City city, DriverId id, TaxiId taxi, String token, GeoPoint place, long seed) {
        this.city = city;
        this.id = id;
        this.taxi = taxi;
        this.token = token;
        this.random = new Random(seed);
        this.from = place;
        this.to = place;
    }

    DriverId id() {
        return id;
    }

    /** On duty, listening, and busy with whatever was his when he was last here. */
    Future<Void> begin() {
        return city.client()
                .setDuty(token, UUID.randomUUID(), true, taxi)
                .map(Answer::get)
                .compose(duty -> {
                    EventStream opened = city.client().driverEvents(token, null, this::told);
                    stream = opened;
                    return opened.connected();
                })
                .onSuccess(listening -> askWhatIsMine());
    }

    void end() {
        turn++;
        free = false;
        EventStream open = stream;
        if (open != null) open.close();
    }

    boolean isFree() {
        return free;
    }

    /** Along a straight line between two places. */
    GeoPoint position() {
        double part = legMillis <= 0
                ? 1
                : Math.clamp((System.currentTimeMillis() - legBeganMillis) / (double) legMillis, 0, 1);
        return new GeoPoint(from.lat() + part * (to.lat() - from.lat()), from.lng() + part * (to.lng() - from.lng()));
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
                case DriverFeed.RIDE_ACCEPTED -> {
                    // He learns of it from the answer.
                }
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
        if (mood < city.habits().ignoreRate()) {
            city.tally().ignored();
            return;
        }
        boolean declines = mood < city.habits().ignoreRate() + city.habits().declineRate();
        free = false;
        shown = offer.id();
        after(between(CityConfig.LEAST_THOUGHT, CityConfig.LONGEST_THOUGHT), () -> {
            shown = null;
            if (declines) decline(offer);
            else accept(offer);
        });
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
                city.tally().acceptLost();
                // 409: he is quicker to look for another call than to ask, unless the server thinks he is busy.
                if (refused.code().equals("driver_already_on_ride")) askWhatIsMine();
                else waitForCalls();
            } else {
                goOn(answered.succeeded() ? answered.result() : null);
            }
        });
    }

    private void waitForCalls() {
        turn++;
        stopHere();
        shown = null;
        ride = null;
        free = true;
    }

    /** Whatever happened: the server knows which ride is his. */
    private void askWhatIsMine() {
        int mine = ++turn;
        free = false;
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
        switch (mine.status()) {
            case ACCEPTED -> toPickup(mine);
            case ARRIVED -> {
                stopHere();
                if (mine.noShowFrom() != null) waitFor(mine, mine.noShowFrom());
                else if (random.nextDouble() < city.habits().noShowRate())
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
                if (mine.aborted() == null) {
                    from = mine.dropoff();
                    to = mine.dropoff();
                }
                if (mine.collect() == null) waitForCalls();
                else collect(mine.id());
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

    /** The card was declined: the passenger has some notes left. */
    private void collect(RideId unpaid) {
        after(
                between(CityConfig.LEAST_BOARDING, CityConfig.LONGEST_BOARDING),
                () -> step(key -> city.client().takeCash(token, key, unpaid)));
    }

    private void toPickup(DriverRide mine) {
        Duration way = way(position(), mine.pickup());
        head(mine.pickup(), way);
        if (random.nextDouble() < city.habits().giveBackRate()) {
            after(way.dividedBy(2), () -> giveBack(mine.id()));
            return;
        }
        // Refused where a position got lost: another is on its way.
        after(
                way.compareTo(CityConfig.LEAST_THOUGHT) < 0 ? CityConfig.LEAST_THOUGHT : way,
                () -> step(key -> city.client().arrive(token, key, mine.id())));
    }

    private void waitFor(DriverRide mine, Instant until) {
        Duration rest = Duration.between(city.time().now(), until).plus(CityConfig.LEAST_THOUGHT);
        after(
                rest.isNegative() ? CityConfig.LEAST_THOUGHT : rest,
                () -> step(key -> city.client().markNoShow(token, key, mine.id())));
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
        Duration whole = trip == null ? way(mine.pickup(), mine.dropoff()) : Duration.ofSeconds(trip.seconds());
        Duration driven = mine.pickedUpAt() == null
                ? Duration.ZERO
                : Duration.between(mine.pickedUpAt(), city.time().now());
        Duration left = whole.minus(driven);
        from = mine.pickup();
        head(mine.dropoff(), left.isNegative() ? Duration.ZERO : left);
        if (random.nextDouble() < city.habits().abortRate()) {
            Duration half = left.isNegative() ? Duration.ZERO : left.dividedBy(2);
            after(
                    half,
                    () -> step(
                            key -> city.client().abort(token, key, mine.id(), AbortReason.PASSENGER_WISH, position())));
            return;
        }
        Long meters = trip == null || trip.meters() == null ? null : Long.valueOf(trip.meters());
        after(left.isNegative() ? Duration.ZERO : left, () -> dropOff(mine, meters));
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

    // --- ways and times ----------------------------------------------------------------------

    private static Duration way(GeoPoint from, GeoPoint to) {
        return Duration.ofMillis((long) (1_000 * from.metersTo(to) / CityConfig.STRAIGHT_METERS_PER_SECOND));
    }

    private void head(GeoPoint where, Duration domain) {
        from = position();
        to = where;
        legBeganMillis = System.currentTimeMillis();
        legMillis = city.time().realMillis(domain);
    }

    private void stopHere() {
        from = position();
        to = from;
        legMillis = 0;
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

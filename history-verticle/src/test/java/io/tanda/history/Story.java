package io.tanda.history;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.contract.history.RideRecord;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** One ride as three topics tell it, in one of the ways that rides go. */
final class Story {
    static final RiderId RIDER = RiderId.parse("01900000-0000-7000-8000-0000000000a1");
    static final DriverId FIRST_DRIVER = DriverId.parse("01900000-0000-7000-8000-0000000000d1");
    static final DriverId DRIVER = DriverId.parse("01900000-0000-7000-8000-0000000000d2");
    static final TaxiId TAXI = TaxiId.parse("01900000-0000-7000-8000-0000000000f2");
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Place PICKUP = new Place(40.75, -73.99, "강남역 3번 출구");
    static final Place DROPOFF = new Place(40.70, -74.01, null);
    static final Money MONEY = Money.usd(1_250);
    static final Fare FARE = new Fare(
            MONEY,
            "test",
            List.of(
                    new Fare.Line("meter", 950, Fare.Kind.METER, 5_000L, 690L),
                    new Fare.Line("toll", 250, Fare.Kind.TOLL, null, null),
                    new Fare.Line("state", 50, Fare.Kind.TAX, null, null)),
            Fare.Basis.METER);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private record Told<E extends Event>(Interest<E, Change> interest, List<E> events) {
        Topic<E> topic() {
            return interest.topic();
        }

        Future<Void> tell(Commits<Change> commits, int index) {
            E event = events.get(index);
            UUID aggregate = event.aggregate().id();
            Recorded recorded = new Recorded(
                    aggregate,
                    version(index),
                    topic().typeOf(event),
                    event.at(),
                    Actor.SYSTEM,
                    null,
                    Wire.encodeText(event));
            return Story.tell(commits, interest, recorded);
        }

        /** Of its aggregate: a ride's charges are counted each by itself. */
        private int version(int index) {
            UUID aggregate = events.get(index).aggregate().id();
            return (int) events.subList(0, index + 1).stream()
                    .filter(event -> event.aggregate().id().equals(aggregate))
                    .count();
        }

        Future<Void> tellFrom(Commits<Change> commits, int index) {
            return index == events.size()
                    ? Future.succeededFuture()
                    : tell(commits, index).compose(told -> tellFrom(commits, index + 1));
        }
    }

    final RideId ride = RideId.next();
    private final Plot plot;
    private final List<Told<?>> topics;

    /** The next plot of all. */
    Story() {
        this(Plot.values()[NEXT.getAndIncrement() % Plot.values().length]);
    }

    Story(Plot plot) {
        this.plot = plot;
        topics = List.of(
                new Told<>(BookingEvents.interest(), plot.booking(ride)),
                new Told<>(DispatchEvents.interest(), plot.dispatch(ride)),
                new Told<>(PaymentEvents.interest(), plot.payment(ride)));
    }

    /** The next event of its aggregate, as the consumer would. */
    static Future<Void> tell(Commits<Change> commits, Interest<?, Change> interest, Recorded recorded) {
        Commits.Step step = new Commits.Step(
                "history<-" + interest.topic().context(),
                recorded.aggregate(),
                recorded.version() - 1,
                recorded.version());
        return interest.takeEffect(recorded, effects -> commits.commit(effects.change(), step));
    }

    /** One event after the other, the topics mixed at random. */
    Future<Void> tellMixed(Commits<Change> commits, long seed) {
        Random random = new Random(seed);
        int[] next = new int[topics.size()];
        Future<Void> told = Future.succeededFuture();
        for (List<Integer> open = open(next); !open.isEmpty(); open = open(next)) {
            int topic = open.get(random.nextInt(open.size()));
            int index = next[topic]++;
            told = told.compose(before -> topics.get(topic).tell(commits, index));
        }
        return told;
    }

    /** All topics at once, each in its order. */
    Future<Void> tellAtOnce(Commits<Change> commits) {
        return Future.all(
                        topics.stream().map(topic -> topic.tellFrom(commits, 0)).toList())
                .mapEmpty();
    }

    /** Each topic's events, in its order; without those that tell nothing of the ride. */
    Map<Topic<?>, List<? extends Event>> events() {
        Map<Topic<?>, List<? extends Event>> events = new LinkedHashMap<>();
        for (Told<?> topic : topics) if (!topic.events().isEmpty()) events.put(topic.topic(), topic.events());
        return events;
    }

    private List<Integer> open(int[] next) {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < next.length; i++)
            if (next[i] < topics.get(i).events().size()) open.add(i);
        return open;
    }

    /** What history must say in the end. */
    RideRecord record() {
        return plot.record(ride);
    }
}

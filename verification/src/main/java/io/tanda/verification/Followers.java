package io.tanda.verification;

import io.tanda.client.ClientConfig;
import io.tanda.client.EventStream;
import io.tanda.client.TandaClient;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.verification.Calls.Booked;
import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Calls.Driver;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who listens to streams: each rider and an operator to the ride, each driver to his offers and his notices, operators to the desk. */
final class Followers implements SteadyRides.Watch, AutoCloseable {
    /** After the last ride: offers that nobody answers expire, and a notice is told when notify has read what it is about. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(45);

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final String FROM_THE_BEGINNING = "0";
    private static final int MAX_VIOLATIONS = 20;

    private final Calls calls;
    private final TandaClient client;
    private final List<Followed> followed = new CopyOnWriteArrayList<>();
    private final List<Desk> desks = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    /** @param relay where streams are asked for */
    Followers(Vertx vertx, Calls calls, URI relay) {
        this.calls = calls;
        this.client = new TandaClient(vertx, ClientConfig.of(relay));
    }

    private interface Kept {
        List<Told.Event> in(KeptEvents database) throws IOException;
    }

    /** @param ends by itself, with the ride */
    private record Followed(String whose, EventStream stream, Told told, Kept kept, boolean ends) {
        /** @return a violation in a line */
        Optional<String> wrong(KeptEvents database) throws IOException {
            if (stream.ended().failed())
                return Optional.of(whose + ": " + stream.ended().cause().getMessage());
            Optional<String> differs = told.differs(kept.in(database)).map(how -> whose + ": " + how);
            if (differs.isPresent() || !ends || stream.ended().succeeded()) return differs;
            return Optional.of(whose + " has not ended");
        }
    }

    private record Desk(EventStream stream, DeskWatch watch) {}

    @Override
    public void booked(Booked ride) {
        Told toRider = Told.events();
        follow(new Followed(
                "rider's stream of " + ride.id(),
                client.bookingEvents(ride.token(), ride.id(), FROM_THE_BEGINNING, toRider::hear),
                toRider,
                database -> database.ofBooking(ride.id()),
                true));
        Told toOperator = Told.events();
        follow(new Followed(
                "operator's stream of " + ride.id(),
                client.bookingEvents(operator(), ride.id(), FROM_THE_BEGINNING, toOperator::hear),
                toOperator,
                database -> database.ofBooking(ride.id()),
                true));
    }

    @Override
    public void driver(Driver driver) {
        offersTo(driver);
        Told notices = Told.notices();
        follow(new Followed(
                "notices to driver " + driver.id(),
                client.stream("/v1/notifications/events", driver.token(), FROM_THE_BEGINNING, notices::hear),
                notices,
                database -> database.noticesTo(driver.id().value()),
                false));
    }

    void offersTo(Driver driver) {
        Told told = Told.events();
        follow(new Followed(
                "stream of driver " + driver.id(),
                client.driverEvents(driver.token(), FROM_THE_BEGINNING, told::hear),
                told,
                database -> database.ofDriver(driver.id()),
                false));
    }

    void desk() {
        DeskWatch watch = new DeskWatch();
        EventStream stream = client.stream("/v1/desk/events", operator(), null, watch::hear);
        count(stream);
        desks.add(new Desk(stream, watch));
    }

    private String operator() {
        // One of each has a limit of streams.
        return calls.tokens().operator(UUID.randomUUID());
    }

    private void follow(Followed one) {
        count(one.stream());
        followed.add(one);
    }

    private void count(EventStream stream) {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
        stream.ended().onComplete(over -> open.decrementAndGet());
    }

    /** @param mostOpen at once @param resumed times that a stream went on after a break */
    record Seen(int streams, int mostOpen, long resumed, long events) {}

    Seen seen() {
        return new Seen(
                followed.size() + desks.size(),
                mostOpen.get(),
                followed.stream().mapToLong(one -> one.stream().resumed()).sum()
                        + desks.stream()
                                .mapToLong(desk -> desk.stream().resumed())
                                .sum(),
                followed.stream().mapToLong(one -> one.told().count()).sum()
                        + desks.stream().mapToLong(desk -> desk.watch().count()).sum());
    }

    /** When nothing happens any more: what was told, and what should have been. @return violations, a line each */
    List<String> violations(KeptEvents database) throws IOException {
        List<Followed> unsettled = new ArrayList<>(followed);
        long giveUp = System.nanoTime() + SETTLE_LIMIT.toNanos();
        while (!unsettled.isEmpty() && System.nanoTime() < giveUp) {
            List<Followed> rest = new ArrayList<>();
            for (Followed one : unsettled) if (one.wrong(database).isPresent()) rest.add(one);
            unsettled = rest;
            Wait.pass(LOOK_EVERY);
        }
        // All of them once more: meanwhile somebody may have been told too much.
        List<String> violations = new ArrayList<>();
        for (Followed one : followed) one.wrong(database).ifPresent(violations::add);
        for (Desk desk : desks) desk.watch().violation().ifPresent(what -> violations.add("desk's stream: " + what));
        if (violations.size() <= MAX_VIOLATIONS) return violations;
        int more = violations.size() - MAX_VIOLATIONS;
        List<String> first = new ArrayList<>(violations.subList(0, MAX_VIOLATIONS));
        first.add("and " + more + " streams more");
        return first;
    }

    /** Every operator is shown what the list of rides under way has. @return violations, a line each */
    List<String> desksShowWhatIsUnderWay() throws Broken, IOException {
        long giveUp = System.nanoTime() + SETTLE_LIMIT.toNanos();
        while (true) {
            Map<String, String> underWay = underWay();
            List<String> wrong = desks.stream()
                    .map(Desk::watch)
                    .filter(watch -> !watch.shows(underWay))
                    .map(watch -> "desk's stream: shows " + watch.shown() + " while " + underWay + " is under way")
                    .toList();
            if (wrong.isEmpty() || System.nanoTime() > giveUp) return wrong;
            Wait.pass(LOOK_EVERY);
        }
    }

    private record UnderWay(
            List<RidesUnderWay.Item> items, @Nullable String next) {}

    private Map<String, String> underWay() throws Broken {
        String operator = operator();
        return calls
                .done(
                        "list the rides under way",
                        () -> client.get("/v1/desk/rides?limit=100", operator, UnderWay.class))
                .items()
                .stream()
                .collect(Collectors.toMap(
                        ride -> ride.id().toString(), ride -> ride.status().wireName()));
    }

    @Override
    public void close() {
        followed.forEach(one -> one.stream().close());
        desks.forEach(desk -> desk.stream().close());
        client.close().toCompletionStage().toCompletableFuture().join();
    }
}

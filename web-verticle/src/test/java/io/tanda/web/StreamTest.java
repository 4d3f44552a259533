package io.tanda.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.commit.CommitFailed;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over real HTTP, from journals that the test writes. */
// On a thread of its own: a read that waits for an event that never comes cannot be interrupted.
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamTest {
    private static final Contract CONTRACT = new Contract();
    private final WebServer server = new WebServer(Map.of());
    private final Map<UUID, List<Recorded>> journal = new ConcurrentHashMap<>();
    private final Map<UUID, List<DriverFeed.Entry>> feed = new ConcurrentHashMap<>();
    private final AtomicBoolean down = new AtomicBoolean();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger largestRead = new AtomicInteger();
    private final AtomicInteger keysRead = new AtomicInteger();
    private final AtomicInteger readsAtOnce = new AtomicInteger();
    private volatile boolean two;
    /** Reads that begin meanwhile are answered after it. */
    private volatile Future<Void> gate = Future.succeededFuture();

    private final RideId ride = RideId.next();
    private final UUID riderId = UUID.randomUUID();
    private final UUID driverId = UUID.randomUUID();
    private final String rider = server.token(Role.RIDER, riderId);
    private final String driver = server.token(Role.DRIVER, driverId);
    private final String bookingEvents = "/v1/bookings/" + ride + "/events";

    @BeforeEach
    void serve() {
        server.backend.answer(BookingAddresses.JOURNAL, request -> {
            reads.incrementAndGet();
            largestRead.accumulateAndGet(request.body().after().size(), Math::max);
            keysRead.addAndGet(request.body().after().size());
            if (readsAtOnce.incrementAndGet() > 1) two = true;
            List<Recorded> found = new ArrayList<>();
            for (Journal.After after : request.body().after()) {
                for (Recorded event : journal.getOrDefault(after.aggregate(), List.of()))
                    if (event.version() > after.version()) found.add(event);
            }
            Reply<Journal.Events> reply = Reply.done(new Journal.Events(found));
            Future<Void> opened = gate;
            return server.vertx.timer(5).compose(later -> opened).compose(later -> {
                readsAtOnce.decrementAndGet();
                return down.get()
                        ? Future.failedFuture(new CommitFailed.Unavailable("down", null))
                        : Future.succeededFuture(reply);
            });
        });
        server.backend.reply(BookingAddresses.GET, request -> {
            UUID asked = request.body().ride().value();
            int version = Math.max(1, journal.getOrDefault(asked, List.of()).size());
            return Reply.done(
                    Samples.booking(request.body().ride(), new RiderId(riderId), version, RideStatus.ACCEPTED));
        });
        server.backend.answer(DispatchAddresses.FEED, request -> {
            if (down.get()) return Future.failedFuture(new CommitFailed.Unavailable("down", null));
            List<DriverFeed.Entry> found = new ArrayList<>();
            for (DriverFeed.After after : request.body().after()) {
                feed.getOrDefault(after.driver().value(), List.of()).stream()
                        .filter(entry -> entry.seq() > after.seq())
                        .limit(DriverFeed.MAX_ENTRIES_PER_DRIVER)
                        .forEach(found::add);
            }
            return Future.succeededFuture(Reply.done(new DriverFeed(found)));
        });
        server.backend.answer(
                DispatchAddresses.FEED_END,
                request -> down.get()
                        ? Future.failedFuture(new CommitFailed.Unavailable("down", null))
                        : Future.succeededFuture(Reply.done(new DriverFeed.End(
                                feed.getOrDefault(request.body().driver().value(), List.of())
                                        .size()))));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @Tag("A10")
    void a_rider_sees_the_booking_from_its_beginning_and_then_each_event_as_it_comes() throws Exception {
        write("booking.ride-requested.v1");
        try (Reader stream = open(rider, bookingEvents, null)) {
            Event first = stream.next();
            assertThat(first.id()).isEqualTo("1");
            assertThat(first.event()).isEqualTo("booking.ride-requested.v1");
            assertThat(CONTRACT.flaw("BookingUpdate", CONTRACT.schema("BookingUpdate"), first.data()))
                    .isNull();
            assertThat(first.data().getString("ride")).isEqualTo(ride.toString());
            assertThat(first.data().getJsonObject("body").getInteger("n")).isEqualTo(1);
            write("booking.driver-assigned.v1");
            nudge();
            assertThat(stream.next().event()).isEqualTo("booking.driver-assigned.v1");
        }
    }

    @Test
    @Tag("A4")
    void a_rider_who_asks_for_it_is_told_where_the_taxi_is_while_it_comes_and_can_resume_after_the_events_alone()
            throws Exception {
        AtomicReference<Reply<RideDriver>> comes =
                new AtomicReference<>(Reply.refused(Refusal.NOT_FOUND, "no driver has this ride of yours"));
        List<UUID> askedBy = new CopyOnWriteArrayList<>();
        server.backend.reply(DispatchAddresses.DRIVER_OF, request -> {
            askedBy.add(request.body().rider().value());
            return comes.get();
        });
        write("booking.ride-requested.v1");
        try (Reader stream = open(rider, bookingEvents + "?with=taxi", null);
                Reader eventsOnly = open(rider, bookingEvents, null);
                Reader operators =
                        open(server.token(Role.OPERATOR, UUID.randomUUID()), bookingEvents + "?with=taxi", null)) {
            assertThat(stream.next().id()).isEqualTo("1");
            eventually(() -> !askedBy.isEmpty());
            comes.set(Reply.done(comesFrom(40.76, RideStatus.ACCEPTED)));
            Event there = stream.next();
            assertThat(there.event()).isEqualTo("taxi.moved");
            assertThat(there.id()).isEmpty();
            assertThat(CONTRACT.flaw("TaxiMoved", CONTRACT.schema("TaxiMoved"), there.data()))
                    .isNull();
            comes.set(Reply.done(comesFrom(40.77, RideStatus.ACCEPTED)));
            assertThat(stream.next()
                            .data()
                            .getJsonObject("taxi")
                            .getJsonObject("where")
                            .getDouble("lat"))
                    .isEqualTo(40.77);

            int asked = askedBy.size();
            comes.set(Reply.done(comesFrom(40.78, RideStatus.IN_PROGRESS)));
            eventually(() -> askedBy.size() > asked + 1);
            write("booking.driver-assigned.v1");
            nudge();
            assertThat(stream.next().id()).isEqualTo("2");
            for (Reader other : List.of(eventsOnly, operators)) {
                assertThat(other.next().id()).isEqualTo("1");
                assertThat(other.next().id()).isEqualTo("2");
            }
            assertThat(askedBy).containsOnly(riderId);
        }
    }

    private RideDriver comesFrom(double lat, RideStatus status) {
        RideDriver.Seen seen = new RideDriver.Seen(new GeoPoint(lat, -73.99), Samples.NOON);
        return new RideDriver(ride, status, "Kim", null, "7A-1234", seen, Samples.NOON.plusSeconds(120));
    }

    @Test
    void a_stream_goes_on_after_the_last_event_that_the_client_has() throws Exception {
        for (int i = 0; i < 4; i++) write("booking.driver-assigned.v1");
        try (Reader stream = open(rider, bookingEvents, "2")) {
            assertThat(stream.next().id()).isEqualTo("3");
            assertThat(stream.next().id()).isEqualTo("4");
        }
    }

    @Test
    void one_from_an_event_that_there_is_not_yet_is_refused_and_told_what_to_do() {
        server.backend.reply(
                BookingAddresses.GET,
                request -> Reply.done(Samples.booking(ride, new RiderId(riderId), 5, RideStatus.ACCEPTED)));
        assertAhead(rider, bookingEvents, "6", "1000000", "5000000000", "999999999999999999");
        assertThat(reads).hasValue(0);
    }

    @Test
    void a_drivers_is_refused_from_an_entry_that_there_is_not_yet() {
        assertAhead(driver, "/v1/drivers/me/events", "1", "1000000");
    }

    private void assertAhead(String token, String path, String... ids) {
        for (String id : ids) {
            HttpResponse<String> answer =
                    server.send(server.request(token, "GET", path, null).header("Last-Event-ID", id));
            assertThat(answer.statusCode()).as(id).isEqualTo(400);
            assertThat(answer.body()).contains("invalid_parameter", "Last-Event-ID", "leave it out to begin anew");
        }
    }

    @Test
    void one_that_begins_later_does_not_make_another_of_the_same_booking_repeat() throws Exception {
        write("booking.ride-requested.v1");
        write("booking.driver-assigned.v1");
        try (Reader early = open(rider, bookingEvents, null)) {
            assertThat(early.next().id()).isEqualTo("1");
            assertThat(early.next().id()).isEqualTo("2");
            try (Reader late = open(rider, bookingEvents, "0")) {
                assertThat(late.next().id()).isEqualTo("1");
                assertThat(late.next().id()).isEqualTo("2");
                write("booking.driver-arrived.v1");
                nudge();
                assertThat(late.next().id()).isEqualTo("3");
                assertThat(early.next().id()).isEqualTo("3");
            }
        }
    }

    /** The client's connection is cut, and the server does not know it yet. */
    @Test
    void one_that_begins_earlier_misses_nothing_while_a_read_for_another_of_the_same_booking_is_under_way()
            throws Exception {
        for (int n = 0; n < 3; n++) write("booking.driver-assigned.v1");
        try (Reader ahead = open(rider, bookingEvents, "3")) {
            Promise<Void> held = Promise.promise();
            gate = held.future();
            int before = reads.get();
            write("booking.driver-arrived.v1");
            nudge();
            eventually(() -> reads.get() > before);
            try (Reader behind = open(rider, bookingEvents, "1")) {
                gate = Future.succeededFuture();
                held.complete();
                assertThat(ahead.next().id()).isEqualTo("4");
                for (String id : List.of("2", "3", "4"))
                    assertThat(behind.next().id()).isEqualTo(id);
            }
        }
    }

    @Test
    void nothing_is_missed_though_every_nudge_is_lost() throws Exception {
        write("booking.ride-requested.v1");
        try (Reader stream = open(rider, bookingEvents, null)) {
            assertThat(stream.next().id()).isEqualTo("1");
            write("booking.driver-assigned.v1");
            write("booking.driver-arrived.v1");
            assertThat(stream.next().id()).isEqualTo("2");
            assertThat(stream.next().id()).isEqualTo("3");
        }
    }

    @Test
    void nothing_is_missed_or_doubled_by_a_client_that_comes_and_goes() throws Exception {
        List<String> seen = new ArrayList<>();
        String last = null;
        for (int round = 0; round < 5; round++) {
            write("booking.driver-assigned.v1");
            write("booking.driver-lost.v1");
            try (Reader stream = open(rider, bookingEvents, last)) {
                for (int i = 0; i < 2; i++) {
                    Event event = stream.next();
                    last = event.id();
                    seen.add(last);
                }
            }
        }
        assertThat(seen).containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void the_stream_outlives_an_outage_of_the_journal() throws Exception {
        write("booking.ride-requested.v1");
        try (Reader stream = open(rider, bookingEvents, null)) {
            assertThat(stream.next().id()).isEqualTo("1");
            down.set(true);
            write("booking.driver-assigned.v1");
            nudge();
            int before = reads.get();
            eventually(() -> reads.get() > before);
            down.set(false);
            assertThat(stream.next().id()).isEqualTo("2");
        }
    }

    @Test
    void after_the_last_event_the_stream_ends_and_a_client_that_has_it_is_told_so() throws Exception {
        write("booking.ride-requested.v1");
        write("booking.no-drivers-available.v1");
        try (Reader stream = open(rider, bookingEvents, null)) {
            stream.next();
            assertThat(stream.next().event()).isEqualTo("booking.no-drivers-available.v1");
            assertThat(stream.isOver()).isTrue();
        }
        server.backend.reply(
                BookingAddresses.GET,
                request -> Reply.done(Samples.booking(ride, new RiderId(riderId), 2, RideStatus.NO_DRIVERS_AVAILABLE)));
        HttpResponse<String> again = server.send(
                "followBooking",
                server.request(rider, "GET", bookingEvents, null).header("Last-Event-ID", "2"));
        assertThat(again.statusCode()).isEqualTo(204);
    }

    @Test
    void nobody_follows_a_booking_that_is_not_theirs() {
        server.backend.reply(BookingAddresses.GET, request -> Reply.refused(Refusal.NOT_FOUND, "no such booking"));
        HttpResponse<String> answer = server.send("followBooking", server.request(rider, "GET", bookingEvents, null));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(reads.get()).isZero();
    }

    @Test
    void a_driver_without_a_last_event_gets_what_comes_and_nothing_old() throws Exception {
        for (int i = 0; i < 120; i++) tell();
        try (Reader stream = open(driver, "/v1/drivers/me/events", null)) {
            tell();
            server.bus.nudge(new Nudge(Nudge.DRIVER, List.of(driverId)));
            Event event = stream.next();
            assertThat(event.id()).isEqualTo("121");
            assertThat(event.event()).isEqualTo("offer.sent");
            assertThat(CONTRACT.flaw("DriverUpdate", CONTRACT.schema("DriverUpdate"), event.data()))
                    .isNull();
        }
    }

    @Test
    void a_driver_with_a_last_event_gets_all_that_followed_it() throws Exception {
        for (int i = 0; i < 120; i++) tell();
        try (Reader stream = open(driver, "/v1/drivers/me/events", "3")) {
            for (int id = 4; id <= 120; id++) assertThat(stream.next().id()).isEqualTo(Integer.toString(id));
        }
    }

    @Test
    void a_driver_who_has_seen_no_event_yet_can_come_back_all_the_same() throws Exception {
        for (int i = 0; i < 7; i++) tell();
        String head;
        try (Reader stream = open(driver, "/v1/drivers/me/events", null)) {
            head = stream.idOfHead();
        }
        assertThat(head).isEqualTo("7");
        tell();
        try (Reader stream = open(driver, "/v1/drivers/me/events", head)) {
            assertThat(stream.next().id()).isEqualTo("8");
        }
    }

    @Test
    void a_stream_whose_beginning_cannot_be_found_is_refused() {
        down.set(true);
        HttpResponse<String> answer =
                server.send("followDriver", server.request(driver, "GET", "/v1/drivers/me/events", null));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(openStreams()).isZero();
    }

    @Test
    void a_caller_has_at_most_five_streams() throws Exception {
        List<Reader> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) open.add(open(rider, bookingEvents, null));
        HttpResponse<String> sixth = server.send("followBooking", server.request(rider, "GET", bookingEvents, null));
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("retry-after")).isPresent();
        for (Reader stream : open) stream.close();
        eventually(() -> openStreams() == 0);
        open(rider, bookingEvents, null).close();
    }

    @Test
    void a_slow_reader_is_closed_and_comes_back_where_it_was() throws Exception {
        String padding = "x".repeat(20_000);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream()
                    .write(("GET " + bookingEvents + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + rider
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            eventually(() -> openStreams() == 1);
            // It never reads: kernel and queue fill up.
            eventually(() -> {
                write("booking.driver-assigned.v1", padding);
                nudge();
                return openStreams() == 0;
            });
        }
        assertThat(server.meters
                        .get("tanda.http.streams.slow")
                        .tag("stream", "booking")
                        .counter()
                        .count())
                .isEqualTo(1);
        int last = journal.getOrDefault(ride.value(), List.of()).size();
        try (Reader stream = open(rider, bookingEvents, Integer.toString(last - 1))) {
            assertThat(stream.next().id()).isEqualTo(Integer.toString(last));
        }
    }

    @Test
    void one_read_at_a_time_serves_every_stream() throws Exception {
        List<Reader> open = new ArrayList<>();
        List<UUID> rides = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            RideId other = RideId.next();
            rides.add(other.value());
            String somebody = server.token(Role.RIDER, UUID.randomUUID());
            open.add(open(somebody, "/v1/bookings/" + other + "/events", null));
        }
        for (int version = 1; version <= 5; version++) {
            for (UUID one : rides) {
                write(one, "booking.driver-assigned.v1", "");
                server.bus.nudge(new Nudge(Nudge.BOOKING, List.of(one)));
            }
            for (Reader stream : open) assertThat(stream.next().id()).isEqualTo(Integer.toString(version));
        }
        assertThat(two).as("two reads at once").isFalse();
        assertThat(largestRead.get()).isGreaterThan(1).isLessThanOrEqualTo(Journal.MAX_AGGREGATES);
        for (Reader stream : open) stream.close();
    }

    @Test
    void the_look_at_all_streams_goes_in_short_reads_so_that_news_need_not_wait() throws Exception {
        List<Reader> open = new ArrayList<>();
        for (int i = 0; i < 150; i++)
            open.add(open(
                    server.token(Role.RIDER, UUID.randomUUID()), "/v1/bookings/" + RideId.next() + "/events", null));
        keysRead.set(0);
        largestRead.set(0);
        eventually(() -> keysRead.get() >= 300);
        assertThat(largestRead).hasValueLessThanOrEqualTo(100);
        for (Reader stream : open) stream.close();
    }

    @Test
    void a_stream_does_not_outlive_its_token() throws Exception {
        String brief = server.keys.mint(Role.RIDER, riderId, Instant.now(), Duration.ofSeconds(1));
        write("booking.ride-requested.v1");
        try (Reader stream = open(brief, bookingEvents, null)) {
            stream.next();
            assertThat(stream.isOver()).isTrue();
        }
    }

    @Test
    void stopping_ends_streams_answers_what_was_asked_and_takes_nothing_more() throws Exception {
        write("booking.ride-requested.v1");
        var asked = new java.util.concurrent.CountDownLatch(1);
        io.vertx.core.Promise<Void> decided = io.vertx.core.Promise.promise();
        server.backend.answer(DispatchAddresses.DUTY_OF, request -> {
            asked.countDown();
            return decided.future().map(Reply.done(Samples.duty(new DriverId(driverId))));
        });
        try (Reader stream = open(rider, bookingEvents, null)) {
            stream.next();
            var answer = server.client.sendAsync(
                    server.request(driver, "GET", "/v1/drivers/me/duty", null).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(asked.await(10, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
            int port = server.port();
            Future<Void> stopped = server.stopVerticle();
            assertThat(stream.isOver()).isTrue();
            eventually(() -> refused(port));
            assertThat(WebServer.await(server.health.checkReady()).getUp()).isFalse();
            assertThat(stopped.isComplete()).isFalse();
            decided.complete();
            assertThat(answer.get(10, java.util.concurrent.TimeUnit.SECONDS).statusCode())
                    .isEqualTo(200);
            WebServer.await(stopped);
        }
    }

    private static boolean refused(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (IOException e) {
            return true;
        }
    }

    private void write(String type) {
        write(type, "");
    }

    private void write(String type, String padding) {
        write(ride.value(), type, padding);
    }

    private void write(UUID aggregate, String type, String padding) {
        List<Recorded> events = journal.computeIfAbsent(aggregate, none -> new CopyOnWriteArrayList<>());
        int version = events.size() + 1;
        String body = new JsonObject().put("n", version).put("padding", padding).encode();
        events.add(new Recorded(aggregate, version, type, Samples.NOON, Actor.SYSTEM, null, body));
    }

    private void tell() {
        List<DriverFeed.Entry> entries = feed.computeIfAbsent(driverId, none -> new CopyOnWriteArrayList<>());
        entries.add(new DriverFeed.Entry(
                new DriverId(driverId), entries.size() + 1, DriverFeed.OFFER_SENT, Samples.NOON, "{}"));
    }

    private void nudge() {
        server.bus.nudge(new Nudge(Nudge.BOOKING, List.of(ride.value())));
    }

    private double openStreams() {
        return server.meters.find("tanda.http.streams").gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .sum();
    }

    private static void eventually(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp) throw new AssertionError("it never came about");
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(5).toNanos());
        }
    }

    private Reader open(String token, String path, @org.jspecify.annotations.Nullable String lastEventId)
            throws Exception {
        HttpRequest.Builder request = server.request(token, "GET", path, null).header("Accept", "text/event-stream");
        if (lastEventId != null) request.header("Last-Event-ID", lastEventId);
        HttpResponse<InputStream> head = server.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(head.statusCode()).isEqualTo(200);
        return new Reader(head.body());
    }

    private record Event(String id, String event, JsonObject data) {}

    private static final class Reader implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;

        Reader(InputStream body) {
            this.body = body;
            this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        String idOfHead() throws IOException {
            assertThat(lines.readLine()).isEqualTo("retry: 1000");
            return lines.readLine().substring(4);
        }

        Event next() throws IOException {
            String id = "";
            String event = "";
            JsonObject data = new JsonObject();
            while (true) {
                String line = lines.readLine();
                if (line == null) throw new AssertionError("the stream has ended");
                if (line.startsWith("id: ")) id = line.substring(4);
                else if (line.startsWith("event: ")) event = line.substring(7);
                else if (line.startsWith("data: ")) data = new JsonObject(line.substring(6));
                else if (line.isEmpty() && !event.isEmpty()) return new Event(id, event, data);
            }
        }

        /** Nothing follows but a hint when to come back. */
        boolean isOver() throws IOException {
            List<String> rest = lines.lines().filter(line -> !line.isEmpty()).toList();
            return rest.equals(List.of("retry: 1000"));
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}

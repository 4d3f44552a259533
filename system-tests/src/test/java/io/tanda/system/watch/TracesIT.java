package io.tanda.system.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.RideId;
import io.tanda.platform.testing.Eventually;
import io.tanda.system.OneNode;
import io.tanda.system.watch.Collector.Kept;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a collector is sent of a whole ride: HTTP, bus, outbox, Kafka and consumers, one after the other, and nothing about people. */
@SuppressWarnings("NullAway.Init")
class TracesIT {
    private static final String LAST = "history<-booking booking.ride-completed.v1";

    private static Collector collector;
    private static OneNode node;
    private static WholeRide people;
    private static RideId ride;

    @BeforeAll
    static void drive() throws IOException {
        collector = new Collector();
        node = new OneNode("traces", Map.of("traces.otlp", collector.address(), "traces.sample", "1"));
        people = new WholeRide(node);
        ride = people.drive();
        Eventually.holds(
                () -> "without a parent: " + danglingParents() + " of " + names(collector.spans()),
                () -> names(collector.spans()).contains(LAST)
                        && danglingParents().isEmpty());
    }

    @AfterAll
    static void leave() {
        if (people != null) people.close();
        if (node != null) node.close();
        if (collector != null) collector.close();
    }

    @Test
    void a_booking_is_one_trace_from_the_request_to_whoever_follows_it() {
        assertThat(wayTo("dispatch<-booking booking.ride-requested.v1"))
                .containsExactly(
                        "web SERVER POST /v1/bookings",
                        "booking SERVER booking.commands",
                        "booking PRODUCER booking.ride-requested.v1",
                        "dispatch CONSUMER dispatch<-booking booking.ride-requested.v1");
        assertThat(wayTo("history<-booking booking.ride-requested.v1"))
                .containsExactly(
                        "web SERVER POST /v1/bookings",
                        "booking SERVER booking.commands",
                        "booking PRODUCER booking.ride-requested.v1",
                        "history CONSUMER history<-booking booking.ride-requested.v1");
    }

    @Test
    void a_drop_off_is_one_trace_from_the_request_to_the_receipt() {
        List<String> way = wayTo(LAST);
        assertThat(way)
                .startsWith("web SERVER POST /v1/rides/{id}/dropoff", "dispatch SERVER dispatch.rides")
                .endsWith(
                        "payment PRODUCER payment.charge-captured.v1",
                        "booking CONSUMER booking<-payment payment.charge-captured.v1",
                        "booking PRODUCER booking.ride-completed.v1",
                        "history CONSUMER " + LAST);
    }

    @Test
    void the_map_of_services_can_be_drawn_from_parents_and_children() {
        Map<String, Kept> byId = collector.byId();
        Set<String> edges = new TreeSet<>();
        for (Kept kept : collector.spans()) {
            Kept parent = byId.get(kept.parent());
            if (parent != null && !parent.service().equals(kept.service()))
                edges.add(parent.service() + " -> " + kept.service());
        }
        assertThat(edges)
                .contains(
                        "web -> booking",
                        "web -> dispatch",
                        "booking -> dispatch",
                        "booking -> history",
                        "dispatch -> booking",
                        "dispatch -> payment",
                        "dispatch -> history",
                        "payment -> booking",
                        "payment -> history");
    }

    /** Each of the rider's and the driver's requests is a trace of its own; what they have in common is the ride. */
    @Test
    void the_traces_of_a_ride_are_linked() {
        Set<String> traces = collector.spans().stream()
                .filter(kept -> ride.toString().equals(kept.attribute("tanda.ride")))
                .filter(kept -> kept.kind().equals("CONSUMER"))
                .map(Kept::trace)
                .collect(Collectors.toSet());
        assertThat(traces).hasSizeGreaterThanOrEqualTo(4);

        Set<String> reached = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(Set.of(traces.iterator().next()));
        while (!next.isEmpty()) {
            String trace = next.remove();
            if (!reached.add(trace)) continue;
            for (Kept kept : collector.spans()) {
                if (kept.trace().equals(trace)) next.addAll(kept.linkedTraces());
                if (kept.linkedTraces().contains(trace)) next.add(kept.trace());
            }
        }
        assertThat(reached).containsAll(traces);
    }

    @Test
    void no_span_says_who_or_where() {
        String all =
                collector.spans().stream().map(kept -> kept.span().toString()).collect(Collectors.joining("\n"));
        assertThat(all)
                .contains(ride.toString())
                .doesNotContain(people.personal())
                .doesNotContain(people.ids());
    }

    /** From the first of the trace to a span of this name, each with its service and kind. */
    private static List<String> wayTo(String name) {
        Map<String, Kept> byId = collector.byId();
        Deque<String> way = new ArrayDeque<>();
        Kept at = collector.spans().stream()
                .filter(kept -> kept.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span " + name + " in " + names(collector.spans())));
        String trace = at.trace();
        for (; at != null; at = byId.get(at.parent())) {
            assertThat(at.trace()).isEqualTo(trace);
            way.addFirst(at.service() + " " + at.kind() + " " + at.name());
        }
        return List.copyOf(way);
    }

    private static List<String> danglingParents() {
        Map<String, Kept> byId = collector.byId();
        return collector.spans().stream()
                .filter(kept -> !kept.parent().isEmpty() && !byId.containsKey(kept.parent()))
                .map(Kept::name)
                .toList();
    }

    private static Set<String> names(List<Kept> spans) {
        return spans.stream().map(Kept::name).collect(Collectors.toCollection(TreeSet::new));
    }
}

package io.tanda.web.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.Money;
import io.tanda.contract.OfferId;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.TokenRole;
import io.tanda.contract.Wire;
import io.tanda.contract.blackbox.BlackBox;
import io.tanda.contract.blackbox.BlackBox.Kind;
import io.tanda.contract.blackbox.BlackBox.Step;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.contract.message.MessageAddresses;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundList;
import io.tanda.contract.payment.RefundView;
import io.tanda.web.testing.Samples;
import io.tanda.web.testing.WebServer;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** One record of what several contexts have kept. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecordApiTest {
    private static final Money FARE = Money.usd(1_250);
    private static final Actor OPERATOR = new Actor(Role.OPERATOR, Id.next());

    private static WebServer server;

    private final RideId ride = RideId.next();
    private final RiderId rider = RiderId.next();
    private final DriverId driver = DriverId.next();
    private final RefundId refund = RefundId.next();
    private final ChargeId charge = ChargeId.of(ride, Purpose.FARE);

    @BeforeAll
    static void start() {
        server = new WebServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void forget() {
        server.backend.forget();
    }

    @Test
    void every_part_is_in_it_in_order_and_each_journal_in_its_own() {
        everybodyAnswers();
        BlackBox box = box();
        assertThat(box.ride()).isEqualTo(ride);
        assertThat(box.missing()).isEmpty();
        assertThat(box.steps())
                .extracting(Step::type)
                .containsExactly(
                        "dispatch.call-opened.v1",
                        "asked",
                        // The operator's word, and what it brought about.
                        "assign-call",
                        "dispatch.call-accepted.v1",
                        // Its own time is earlier than the acceptance, and its place in the journal is not.
                        "dispatch.driver-arrived.v1",
                        "booking.driver-assigned.v1",
                        "payment.charge-captured.v1",
                        "payment.refund-made.v1");
        Step act = box.steps().get(2);
        assertThat(act.kind()).isEqualTo(Kind.ACT);
        assertThat(act.by()).isEqualTo(OPERATOR);
        assertThat(act.body()).isEqualTo("{\"reason\":\"around the corner\"}");
        assertThat(Wire.decode(box.steps().get(1).body(), CallDecision.class)).isEqualTo(asked());
        assertThat(box.steps().getFirst().version()).isEqualTo(1);
        assertThat(box.steps().getLast().aggregate()).isEqualTo(refund.value());
    }

    @Test
    void while_payment_is_down_the_rest_is_shown_and_what_is_missing_is_named() {
        everybodyAnswers();
        server.backend.answer(PaymentAddresses.JOURNAL, request -> Future.failedFuture("away"));
        server.backend.answer(PaymentAddresses.REFUNDS, request -> Future.failedFuture("away"));
        server.backend.answer(PaymentAddresses.GET, request -> Future.failedFuture("away"));
        server.backend.answer(PaymentAddresses.AUDIT, request -> Future.failedFuture("away"));
        BlackBox box = box();
        assertThat(box.missing())
                .extracting(BlackBox.Missing::part)
                .containsExactlyInAnyOrder("payment", "payment's refunds", "payment's attempts", "payment's acts");
        assertThat(box.steps())
                .extracting(Step::context)
                .contains("booking", "dispatch")
                .doesNotContain("payment");
    }

    @Test
    void more_decisions_than_are_shown_are_missing() {
        server.backend.reply(
                DispatchAddresses.DECISIONS, request -> Reply.done(new CallDecision.Listing(List.of(asked()), true)));
        assertThat(box().missing()).extracting(BlackBox.Missing::part).containsExactly("dispatch's decisions");
    }

    @Test
    void a_ride_that_nobody_knows_is_not_found_and_one_that_nobody_tells_of_is_unavailable() {
        nobodyKnowsIt();
        assertThat(answer(TokenRole.ADMIN).statusCode()).isEqualTo(404);
        server.backend.answer(BookingAddresses.JOURNAL, request -> Future.failedFuture("away"));
        assertThat(answer(TokenRole.ADMIN).statusCode()).isEqualTo(503);
    }

    @Test
    void operators_may_read_it_and_nobody_else() {
        for (TokenRole role : List.of(TokenRole.ADMIN, TokenRole.FINANCE, TokenRole.DISPATCHER))
            assertThat(answer(role).statusCode()).as(role.toString()).isEqualTo(200);
        for (TokenRole role : List.of(TokenRole.RIDER, TokenRole.DRIVER))
            assertThat(answer(role).statusCode()).as(role.toString()).isEqualTo(403);
    }

    private void nobodyKnowsIt() {
        server.backend.reply(BookingAddresses.JOURNAL, request -> Reply.done(new Journal.Events(List.of())));
        server.backend.reply(DispatchAddresses.JOURNAL, request -> Reply.done(new Journal.Events(List.of())));
        server.backend.reply(
                DispatchAddresses.DECISIONS, request -> Reply.done(new CallDecision.Listing(List.of(), false)));
        server.backend.reply(PaymentAddresses.REFUNDS, request -> Reply.done(new RefundList(List.of())));
        server.backend.reply(PaymentAddresses.GET, request -> Reply.refused(Refusal.NOT_FOUND, "no charge"));
        for (var audit : List.of(
                BookingAddresses.AUDIT, DispatchAddresses.AUDIT, PaymentAddresses.AUDIT, MessageAddresses.AUDIT))
            server.backend.reply(audit, request -> Reply.done(new Audit.Entries(List.of())));
    }

    private void everybodyAnswers() {
        nobodyKnowsIt();
        journal(
                BookingEvent.TOPIC,
                BookingAddresses.JOURNAL,
                List.of(new BookingEvent.DriverAssigned(ride, driver, TaxiId.next(), "8Y12", at(60), at(10))));
        journal(
                DispatchEvent.TOPIC,
                DispatchAddresses.JOURNAL,
                List.of(
                        new DispatchEvent.CallOpened(
                                ride, rider, Samples.TIMES_SQUARE, Samples.WALL_STREET, at(60), at(0)),
                        new DispatchEvent.CallAccepted(ride, driver, TaxiId.next(), "8Y12", 1, at(60), at(5)),
                        new DispatchEvent.DriverArrived(ride, driver, at(4))));
        journal(
                PaymentEvent.TOPIC,
                PaymentAddresses.JOURNAL,
                List.of(
                        new PaymentEvent.ChargeCaptured(charge, ride, rider, Purpose.FARE, FARE, "ch", at(20)),
                        new PaymentEvent.RefundMade(refund, charge, ride, rider, Money.usd(250), "re", at(30))));
        server.backend.reply(
                DispatchAddresses.DECISIONS, request -> Reply.done(new CallDecision.Listing(List.of(asked()), false)));
        server.backend.reply(
                PaymentAddresses.REFUNDS,
                request -> Reply.done(new RefundList(
                        request.body().purpose() == Purpose.FARE
                                ? List.of(new RefundView(
                                        refund, ride, rider, Money.usd(250), RefundView.Status.MADE, null, at(30)))
                                : List.of())));
        server.backend.reply(
                DispatchAddresses.AUDIT,
                request -> Reply.done(new Audit.Entries(List.of(new Audit.Entry(
                        Id.next(), at(5), OPERATOR, "assign-call", ride.value(), "around the corner", null)))));
    }

    /** As the real one does: of those who are asked for. */
    private static <E extends Event> void journal(
            Topic<E> topic, Address<Journal.Read, Journal.Events> address, List<? extends E> events) {
        server.backend.reply(address, request -> Reply.done(new Journal.Events(read(topic, request, events))));
    }

    private static <E extends Event> List<Recorded> read(
            Topic<E> topic, Request<Journal.Read> request, List<? extends E> events) {
        List<Recorded> read = new ArrayList<>();
        for (Journal.After after : request.body().after()) {
            int version = after.version();
            for (E event : events)
                if (event.aggregate().id().equals(after.aggregate()))
                    read.add(new Recorded(
                            after.aggregate(),
                            ++version,
                            topic.typeOf(event),
                            event.at(),
                            Actor.SYSTEM,
                            null,
                            Wire.encodeText(event)));
        }
        return read;
    }

    private CallDecision.Asked asked() {
        return new CallDecision.Asked(
                1,
                1,
                1,
                false,
                1_500,
                List.of(new CallDecision.Taxi(driver, 412, 65L, new OfferId(refund.value()), CallDecision.Why.ASKED)),
                0,
                List.of(),
                at(1));
    }

    private BlackBox box() {
        HttpResponse<String> answer = answer(TokenRole.ADMIN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Wire.decode(answer.body(), BlackBox.class);
    }

    private HttpResponse<String> answer(TokenRole role) {
        String token = server.token(role, UUID.randomUUID());
        return server.send("getRideRecord", server.request(token, "GET", "/v1/rides/" + ride + "/record", null));
    }

    private static Instant at(int second) {
        return Samples.NOON.plusSeconds(second);
    }
}

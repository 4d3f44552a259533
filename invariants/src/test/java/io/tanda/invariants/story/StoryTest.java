package io.tanda.invariants.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.ChargeId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.OfferId;
import io.tanda.contract.Place;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.blackbox.BlackBox;
import io.tanda.contract.blackbox.BlackBox.Step;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.CallDecision.Asked;
import io.tanda.contract.dispatch.CallDecision.Taxi;
import io.tanda.contract.dispatch.CallDecision.Why;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** One ride with much in it, replayed and told. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StoryTest {
    private static final Instant NINE = Instant.parse("2026-11-28T09:00:00Z");
    private static final RideId RIDE = RideId.parse("0194a000-0000-7000-8000-000000000001");
    private static final RiderId RIDER = RiderId.parse("0194a000-0000-7000-8000-000000000002");
    private static final DriverId MARY = DriverId.parse("0194a000-0000-7000-8000-000000000003");
    private static final DriverId JOE = DriverId.parse("0194a000-0000-7000-8000-000000000004");
    private static final DriverId BUSY = DriverId.parse("0194a000-0000-7000-8000-000000000005");
    private static final OfferId TO_MARY = OfferId.parse("0194a000-0000-7000-8000-000000000006");
    private static final OfferId TO_JOE = OfferId.parse("0194a000-0000-7000-8000-000000000007");
    private static final Actor FINANCE =
            new Actor(Role.OPERATOR, UUID.fromString("0194a000-0000-7000-8000-000000000008"));
    private static final RefundId REFUND = new RefundId(UUID.fromString("0194a000-0000-7000-8000-000000000009"));
    private static final ChargeId CHARGE = ChargeId.of(RIDE, Purpose.FARE);
    private static final GeoPoint HERE = new GeoPoint(40.75, -73.99);
    private static final GeoPoint THERE = new GeoPoint(40.7, -74.01);
    private static final Money FARE = Money.usd(1_250);

    private static final List<Step> BOOKING = events(
            BookingEvent.TOPIC,
            new BookingEvent.RideRequested(
                    RIDE,
                    RIDER,
                    new Place(HERE, "Bryant Park"),
                    new Place(THERE, null),
                    2,
                    PaymentMethod.CARD,
                    at(60),
                    at(900),
                    at(0)),
            new BookingEvent.DriverAssigned(RIDE, JOE, TaxiId.next(), "8Y12", at(80), at(9)),
            new BookingEvent.RideDroppedOff(RIDE, FARE, at(600)),
            new BookingEvent.RideCompleted(RIDE, FARE, at(605)));
    private static final List<Step> DISPATCH = events(
            DispatchEvent.TOPIC,
            new DispatchEvent.CallOpened(RIDE, RIDER, HERE, THERE, at(60), at(1)),
            // Received before the decline was, and committed after it.
            new DispatchEvent.CallAccepted(RIDE, JOE, TaxiId.next(), "8Y12", 1, at(80), at(4)),
            new DispatchEvent.PassengerDroppedOff(
                    RIDE,
                    RIDER,
                    JOE,
                    THERE,
                    5_000,
                    400,
                    new Fare(FARE, "nyc", List.of(new Fare.Line("meter", 1_250))),
                    at(599),
                    null));
    private static final List<CallDecision> DECISIONS = List.of(
            new Asked(
                    1,
                    1,
                    1,
                    false,
                    1_500,
                    List.of(
                            new Taxi(BUSY, 100, null, null, Why.NOT_AVAILABLE),
                            new Taxi(MARY, 412, 65L, TO_MARY, Why.ASKED)),
                    0,
                    List.of(),
                    at(1)),
            new CallDecision.Declined(1, TO_MARY, MARY, at(5)),
            new Asked(
                    1,
                    1,
                    1,
                    true,
                    1_500,
                    List.of(
                            new Taxi(BUSY, 100, null, null, Why.NOT_AVAILABLE),
                            new Taxi(JOE, 500, 80L, TO_JOE, Why.ASKED)),
                    0,
                    List.of(),
                    at(5)));
    private static final List<Step> CHARGED = events(
            PaymentEvent.TOPIC,
            new PaymentEvent.ChargeAttempted(CHARGE, RIDE, RIDER, Purpose.FARE, FARE, 1, at(601)),
            new PaymentEvent.ChargeCaptured(CHARGE, RIDE, RIDER, Purpose.FARE, FARE, "ch_1", at(602)));
    private static final List<Step> GIVEN_BACK = events(
            PaymentEvent.TOPIC,
            new PaymentEvent.RefundMade(REFUND, CHARGE, RIDE, RIDER, Money.usd(250), "re_1", at(90_000)));
    private static final List<Step> ACTS = List.of(Step.of(
            "payment",
            new Audit.Entry(
                    REFUND.value(), at(89_999), FINANCE, "refund-fare", RIDE.value(), "the taxi was cold", null)));

    private static final BlackBox BOX = new BlackBox(
            RIDE,
            BlackBox.merged(List.of(
                    ACTS, BOOKING, BlackBox.withDecisions(DISPATCH, "dispatch", DECISIONS), CHARGED, GIVEN_BACK)),
            List.of(new AttemptView(
                    1, "pay:fare:1", FARE, at(601), null, AttemptView.Outcome.CAPTURED, "ch_1", at(602))),
            List.of(new BlackBox.Missing("booking's acts", "does not answer just now")));

    @Test
    void it_is_told_step_by_step() {
        assertThat(Story.of(BOX))
                .containsExactly(
                        "ride " + RIDE,
                        "2026-11-28",
                        "09:00:00 the rider asked for a taxi: from Bryant Park (40.75000, -73.99000) to 40.70000,"
                                + " -74.01000, 2 passengers, by card  -> requested",
                        "09:00:01 dispatch looks for a taxi until 09:01:00",
                        "09:00:01 round 1, within 1500 m: driver D1 was asked: 412 m, 65 s away; 1 nearer one was not"
                                + " available",
                        "09:00:05 driver D1 declined",
                        "09:00:05 in his place, within 1500 m: driver D2 was asked: 500 m, 80 s away; 1 nearer one was"
                                + " not available",
                        "09:00:04 driver D2 took it with taxi 8Y12, and is expected at 09:01:20",
                        "09:00:09 the rider was told: driver D2 comes, expected at 09:01:20  -> accepted",
                        "09:09:59 driver D2 dropped the rider off after 5000 m and 400 s; fare 12.50 USD by nyc (meter"
                                + " 1250)",
                        "09:10:00 the booking went on: the fare is 12.50 USD  -> settling",
                        "09:10:01 the gateway was asked for 12.50 USD, attempt 1",
                        "09:10:02 the gateway took 12.50 USD (ch_1)",
                        "09:10:05 the booking was completed: 12.50 USD were paid  -> completed",
                        "2026-11-29",
                        "09:59:59 operator O1 did refund fare: \"the taxi was cold\"",
                        "10:00:00 the gateway gave back 2.50 USD (re_1)",
                        "attempt 1 at the gateway, key pay:fare:1: 12.50 USD, asked for at 2026-11-28T09:10:01Z,"
                                + " captured (ch_1)",
                        "in the end: completed, driver D2, fare 12.50 USD, captured, paid 12.50 USD, given back 2.50"
                                + " USD",
                        "D1 is " + MARY,
                        "D2 is " + JOE,
                        "O1 is " + FINANCE.id(),
                        "MISSING: booking's acts: does not answer just now");
    }

    @Test
    void it_is_replayed_to_what_it_came_to_and_to_each_step_before() {
        Replay all = Replay.of(BOX.steps());
        assertThat(all.status()).contains(RideStatus.COMPLETED);
        assertThat(all.driver()).contains(JOE);
        assertThat(all.payment()).contains(PaymentView.Status.CAPTURED);
        assertThat(all.refunded()).contains(Money.usd(250));
        assertThat(all.offers())
                .containsExactly(Map.entry(TO_MARY, Offer.Status.DECLINED), Map.entry(TO_JOE, Offer.Status.ACCEPTED));
        Replay until = Replay.of(BOX.steps().subList(0, 3));
        assertThat(until.status()).contains(RideStatus.REQUESTED);
        assertThat(until.offers()).containsExactly(Map.entry(TO_MARY, Offer.Status.SENT));
    }

    @Test
    void it_is_the_same_after_its_way_over_the_wire() {
        assertThat(Story.of(Wire.decode(Wire.encodeText(BOX), BlackBox.class))).isEqualTo(Story.of(BOX));
    }

    @Test
    void a_step_of_a_newer_server_is_shown_as_it_is() {
        Step newer = new Step(
                at(0),
                "booking",
                BlackBox.Kind.EVENT,
                "booking.ride-teleported.v1",
                null,
                null,
                1,
                null,
                "{\"mood\":7}");
        assertThat(Story.of(new BlackBox(RIDE, List.of(newer), List.of(), List.of())))
                .contains("09:00:00 booking.ride-teleported.v1 {\"mood\":7}");
    }

    @SafeVarargs
    private static <E extends Event> List<Step> events(Topic<E> topic, E... events) {
        List<Step> steps = new ArrayList<>();
        for (E event : events)
            steps.add(Step.of(
                    topic.context(),
                    new Recorded(
                            event.aggregate().id(),
                            steps.size() + 1,
                            topic.typeOf(event),
                            event.at(),
                            Actor.SYSTEM,
                            null,
                            Wire.encodeText(event))));
        return steps;
    }

    private static Instant at(int second) {
        return NINE.plusSeconds(second);
    }
}

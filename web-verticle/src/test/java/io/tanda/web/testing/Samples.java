package io.tanda.web.testing;

import io.tanda.contract.AbortReason;
import io.tanda.contract.Actor;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.MessageId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.OfferId;
import io.tanda.contract.OrderId;
import io.tanda.contract.PayoutId;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.Place;
import io.tanda.contract.ProductId;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.catalogue.ProductView;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Estimate;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.FleetDuty;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.OpenCalls;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.MyPage;
import io.tanda.contract.history.Receipt;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.notify.Contact;
import io.tanda.contract.notify.Language;
import io.tanda.contract.notify.NotificationPage.Notification;
import io.tanda.contract.payment.DriverStatement;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.PayDriver;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.PayoutView;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.contract.payment.RefundView;
import io.tanda.contract.payment.StatementQuery;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.OrderView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of each thing, with every field set. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final TaxiId TAXI = new TaxiId(java.util.UUID.fromString("0193a000-0000-7000-8000-000000000009"));
    private static final Phone PHONE = new Phone("+12125550123");
    public static final GeoPoint TIMES_SQUARE = new GeoPoint(40.7580, -73.9855);
    public static final GeoPoint WALL_STREET = new GeoPoint(40.7061, -74.0087);
    public static final Fare FARE = new Fare(
            Money.usd(1_250),
            "nyc-yellow-2012-09-04",
            List.of(
                    new Fare.Line("entry", 250, Fare.Kind.BASE, null, null),
                    new Fare.Line("distance", 800, Fare.Kind.DISTANCE, 8_421L, null),
                    new Fare.Line("time", 200, Fare.Kind.TIME, null, 240L)),
            Fare.Basis.TARIFF);

    /** A valid body of each operation that takes one. */
    public static final Map<String, String> BODIES = Map.ofEntries(
            Map.entry("requestBooking", """
                {"pickup":{"lat":40.758,"lng":-73.9855,"label":"Gangnam Station exit 3"},"dropoff":{"lat":40.7061,"lng":-74.0087},
                 "passengers":2,"paymentMethod":"card","searchSeconds":90,"pickupAt":"2026-01-01T14:00:00Z",
                 "person":{"firstName":"Ada","phone":"+12125550123"},"paymentMethodId":"0193a000-0000-7000-8000-00000000000b"}\
                """),
            Map.entry(
                    "setContact",
                    "{\"language\":\"ko\",\"webhook\":\"https://example.org/notices\",\"mail\":\"kim@example.org\","
                            + "\"sms\":\"+821012345678\",\"kakaotalk\":\"+821012345678\"}"),
            Map.entry(
                    "sendMessage",
                    "{\"ride\":\"0193a000-0000-7000-8000-000000000001\",\"to\":{\"role\":\"rider\",\"id\":"
                            + "\"0193a000-0000-7000-8000-000000000002\"},\"text\":\"My umbrella is on the back seat.\"}"),
            Map.entry("eraseConversations", "{\"reason\":\"he asked for it\"}"),
            Map.entry("signIn", "{\"role\":\"rider\",\"id\":\"0193a000-0000-7000-8000-000000000001\"}"),
            Map.entry(
                    "cancelBooking",
                    "{\"reason\":\"found a bus\",\"feeUpTo\":{\"minorUnits\":500,\"currency\":\"USD\"}}"),
            Map.entry("setDuty", "{\"onDuty\":true,\"taxi\":\"0193a000-0000-7000-8000-000000000009\"}"),
            Map.entry(
                    "reportPositions",
                    "{\"fixes\":[{\"lat\":40.758,\"lng\":-73.9855,\"at\":\"2026-01-01T12:00:00Z\"},{\"lat\":40.759,\"lng\":-73.9855}]}"),
            Map.entry("arrive", "{\"reason\":\"road_closed\"}"),
            Map.entry("dropOff", """
                {"where":{"lat":40.7061,"lng":-74.0087},"meters":8421,
                 "fare":{"basis":"meter","amount":{"minorUnits":1250,"currency":"USD"}},
                 "extras":[{"code":"toll","amount":{"minorUnits":480,"currency":"USD"}}],"tender":"cash"}\
                """),
            Map.entry("abortRide", """
                {"reason":"breakdown","where":{"lat":40.7061,"lng":-74.0087},"meters":8421,
                 "fare":{"basis":"meter","amount":{"minorUnits":1250,"currency":"USD"}},
                 "extras":[{"code":"toll","amount":{"minorUnits":480,"currency":"USD"}}]}\
                """),
            Map.entry("giveBackRide", "{\"reason\":\"flat tyre\"}"),
            Map.entry("registerDriver", "{\"name\":\"Ada Lovelace\",\"phone\":\"+12125550123\"}"),
            Map.entry("registerTaxi", "{\"plate\":\"8Y12\",\"seats\":4}"),
            Map.entry(
                    "reportFleetPositions",
                    "{\"fixes\":[{\"driver\":\"0193a000-0000-7000-8000-000000000007\",\"lat\":40.758,\"lng\":-73.9855}]}"),
            Map.entry(
                    "assignCall",
                    "{\"driver\":\"0193a000-0000-7000-8000-000000000007\",\"reason\":\"he is around the corner\"}"),
            Map.entry("cancelForRider", "{\"reason\":\"the rider called\"}"),
            Map.entry("markNoShowForDriver", "{\"reason\":\"nobody answers the phone\"}"),
            Map.entry("endForDriver", """
                {"where":{"lat":40.7061,"lng":-74.0087},"meters":8421,"reason":"his phone is dead"}\
                """),
            Map.entry("abortForDriver", """
                {"why":"breakdown","where":{"lat":40.7061,"lng":-74.0087},"meters":8421,"reason":"he called from the road"}\
                """),
            Map.entry("setDriverStanding", "{\"standing\":\"suspended\",\"reason\":\"his licence has run out\"}"),
            Map.entry("setTaxiStanding", "{\"standing\":\"removed\",\"reason\":\"sold\"}"),
            Map.entry("bookForCaller", """
                {"phone":"+12125550123","pickup":{"lat":40.758,"lng":-73.9855,"label":"Gangnam Station exit 3"},
                 "dropoff":{"lat":40.7061,"lng":-74.0087},"passengers":2,"paymentMethod":"cash","searchSeconds":90,
                 "pickupAt":"2026-01-01T14:00:00Z","reason":"he called"}\
                """),
            Map.entry("revokeTokens", "{\"reason\":\"his phone was stolen\"}"),
            Map.entry("registerProduct", "{\"name\":\"Child seat\",\"quantity\":9}"),
            Map.entry("changeProductQuantity", "{\"quantity\":12}"),
            Map.entry("placeOrder", "{\"product\":\"0193a000-0000-7000-8000-00000000000c\",\"quantity\":3}"),
            Map.entry("giveTip", "{\"amount\":{\"minorUnits\":200,\"currency\":\"USD\"}}"),
            Map.entry("payFare", "{\"paymentMethod\":\"card\",\"purpose\":\"fare\"}"),
            Map.entry("registerPaymentMethod", "{\"kind\":\"card\",\"token\":\"tok_visa_4242\"}"),
            Map.entry("collectFare", "{\"tender\":\"cash\",\"reason\":\"brought to the office\",\"purpose\":\"fare\"}"),
            Map.entry("writeOffFare", "{\"reason\":\"the ride was ours to lose\",\"purpose\":\"fare\"}"),
            Map.entry(
                    "confirmCapture",
                    "{\"gatewayReference\":\"ch_1\",\"reason\":\"it is on their statement\",\"purpose\":\"fare\"}"),
            Map.entry("denyCapture", "{\"reason\":\"they know nothing of it\",\"purpose\":\"fare\"}"),
            Map.entry("hearGateway", "{\"id\":\"evt_1\",\"type\":\"payment_intent.succeeded\"}"),
            Map.entry(
                    "payDriver",
                    "{\"amount\":{\"minorUnits\":98765,\"currency\":\"USD\"},\"reference\":\"SEPA-2026-05\",\"reason\":\"week"
                            + " 5\"}"),
            Map.entry(
                    "refundFare",
                    "{\"amount\":{\"minorUnits\":400,\"currency\":\"USD\"},\"reason\":\"the taxi was cold\",\"purpose\":\"fare\"}"));

    private Samples() {}

    public static String body(String operation) {
        return java.util.Objects.requireNonNull(BODIES.get(operation), operation);
    }

    /** Of an operation that cannot do without, from its question mark on; empty for all others. */
    public static String query(String operation) {
        return switch (operation) {
            case "estimateRide" -> "?pickup=40.758,-73.9855&dropoff=40.7061,-74.0087";
            case "reconcileDay" -> "?day=2026-01-31";
            case "getMyStatement", "getDriverStatement" -> "?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
            default -> "";
        };
    }

    public static BookingView booking(RideId ride, RiderId rider, int version, RideStatus status) {
        return new BookingView(
                ride,
                rider,
                version,
                status,
                new Place(40.7580, -73.9855, "Gangnam Station exit 3"),
                new Place(40.7061, -74.0087, null),
                2,
                PaymentMethod.CARD,
                NOON,
                NOON.plusSeconds(60),
                false,
                new BookingView.AssignedTaxi(DriverId.next(), TAXI, "8Y12", NOON.plusSeconds(200)),
                Money.usd(1_250),
                Money.usd(1_250),
                true,
                "found a bus",
                NOON.plusNanos(123_456_789),
                NOON.plusSeconds(7_200),
                MethodId.next(),
                new BookingView.Cancellation(NOON.plusSeconds(320), Money.usd(500)),
                Money.usd(500));
    }

    public static DriverRide driverRide(RideId ride, DriverId driver, RideStatus status) {
        return new DriverRide(
                ride,
                4,
                status,
                driver,
                TAXI,
                TIMES_SQUARE,
                WALL_STREET,
                2,
                NOON,
                NOON.plusSeconds(200),
                NOON.plusSeconds(190),
                NOON.plusSeconds(240),
                NOON.plusSeconds(900),
                8_421L,
                FARE,
                "the taxi was elsewhere",
                AbortReason.BREAKDOWN,
                NOON.plusSeconds(200),
                NOON.plusSeconds(490),
                PaymentMethod.CARD,
                new DriverRide.Collect("insufficient_funds", NOON.plusSeconds(1_080)));
    }

    public static RideDriver rideDriver(RideId ride) {
        return new RideDriver(
                ride,
                RideStatus.ACCEPTED,
                "Ada Lovelace",
                PHONE,
                "8Y12",
                new RideDriver.Seen(TIMES_SQUARE, NOON),
                NOON.plusSeconds(200));
    }

    public static RideRider rideRider(RideId ride) {
        return new RideRider(
                ride,
                new Place(TIMES_SQUARE, "Gangnam Station exit 3"),
                new Place(WALL_STREET, null),
                new Person("Ada", PHONE));
    }

    public static Offer offer(OfferId offer, DriverId driver, Offer.Status status) {
        return new Offer(
                offer,
                RideId.next(),
                driver,
                status,
                TIMES_SQUARE,
                WALL_STREET,
                2,
                300,
                80,
                NOON,
                NOON.plusSeconds(15),
                NOON.plusSeconds(7_200));
    }

    public static Duty duty(DriverId driver) {
        return new Duty(driver, Duty.State.ON_TRIP, TAXI, "8Y12", RideId.next(), NOON);
    }

    public static Estimate estimate() {
        return new Estimate(8_421, 900, FARE, Money.usd(1_000), Money.usd(1_600), 3, 120L);
    }

    public static OpenCalls calls() {
        return new OpenCalls(List.of(
                new OpenCalls.Call(RideId.next(), TIMES_SQUARE, WALL_STREET, 1, 250, NOON, NOON.plusSeconds(60))));
    }

    public static PaymentView payment(RideId ride, @Nullable RiderId rider) {
        return new PaymentView(
                ride,
                rider == null ? RiderId.next() : rider,
                Purpose.FARE,
                Money.usd(1_250),
                PaymentView.Status.DECLINED,
                1,
                "insufficient_funds",
                PaymentMethod.CARD,
                "the gateway captured attempt 1, and it was paid in the car all the same",
                NOON);
    }

    public static ProductView product(ProductId id) {
        return new ProductView(id, "Child seat", 9, NOON);
    }

    public static OrderView order(OrderId id) {
        return new OrderView(
                id, ProductId.next(), "Child seat", 3, OrderStatus.DELIVERED, DeliveryStatus.DELIVERED, NOON, NOON);
    }

    public static MethodView method(MethodId id) {
        return new MethodView(id, MethodKind.CARD, "visa", "4242", YearMonth.of(2031, 12), true, NOON);
    }

    public static MessageView message(MessageId id, MessageView.Status status) {
        return new MessageView(
                id,
                MessageKind.CONTACT,
                RideId.next(),
                new Actor(Role.RIDER, RiderId.next().value()),
                new Actor(Role.DRIVER, DriverId.next().value()),
                status,
                status == MessageView.Status.REFUSED ? "insufficient_funds" : null,
                Money.usd(150),
                NOON,
                NOON,
                "My umbrella is on the back seat.");
    }

    public static RefundView refund(RideId ride) {
        return new RefundView(
                RefundId.next(), ride, RiderId.next(), Money.usd(400), RefundView.Status.REFUSED, "card_closed", NOON);
    }

    public static DriverStatement statement(StatementQuery query) {
        return new DriverStatement(
                query.driver(),
                query.from(),
                query.to(),
                List.of(new DriverStatement.Line("USD", -120, 2, 2_500, 500, 320, 1_250, 400, -90)));
    }

    public static PayoutView payout(PayDriver paid) {
        return new PayoutView(PayoutId.next(), paid.driver(), paid.amount(), paid.reference(), NOON);
    }

    public static Reconciliation reconciliation(LocalDate day) {
        return new Reconciliation(
                day,
                2,
                1,
                List.of(
                        new Reconciliation.Break(
                                Reconciliation.Difference.MISSING_HERE,
                                Reconciliation.Type.REFUND,
                                "re_1",
                                null,
                                null,
                                Money.usd(400)),
                        new Reconciliation.Break(
                                Reconciliation.Difference.AMOUNT_DIFFERS,
                                Reconciliation.Type.CAPTURE,
                                "ch_1",
                                RideId.next(),
                                Money.usd(1_250),
                                Money.usd(1_251))));
    }

    public static RidesUnderWay ridesUnderWay() {
        RideId ride = RideId.next();
        return new RidesUnderWay(
                List.of(new RidesUnderWay.Item(
                        ride,
                        4,
                        RideStatus.ACCEPTED,
                        RiderId.next(),
                        DriverId.next(),
                        TAXI,
                        "8Y12",
                        TIMES_SQUARE,
                        WALL_STREET,
                        "manhattan",
                        2,
                        NOON,
                        NOON.plusSeconds(60),
                        NOON.plusSeconds(7_200),
                        true)),
                ride);
    }

    public static FleetDuty fleetDuty() {
        DriverId driver = DriverId.next();
        return new FleetDuty(
                List.of(new FleetDuty.Item(
                        driver,
                        "Ada Lovelace",
                        Fleet.Standing.ACTIVE,
                        Duty.State.ON_TRIP,
                        TAXI,
                        "8Y12",
                        RideId.next(),
                        NOON,
                        TIMES_SQUARE,
                        NOON,
                        "manhattan")),
                driver);
    }

    /** As dispatch's journal has it. */
    public static Recorded exhausted(UUID ride) {
        return new Recorded(
                ride,
                1,
                DispatchEvent.TOPIC.typeOf(new DispatchEvent.CallExhausted(new RideId(ride), NOON)),
                NOON,
                Actor.SYSTEM,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                Wire.encodeText(new DispatchEvent.CallExhausted(new RideId(ride), NOON)));
    }

    public static CallDecision.Asked asked() {
        return new CallDecision.Asked(
                1,
                1,
                1,
                false,
                1_500,
                List.of(new CallDecision.Taxi(DriverId.next(), 412, 65L, OfferId.next(), CallDecision.Why.ASKED)),
                2,
                List.of(new CallDecision.Ended(OfferId.next(), Offer.Status.EXPIRED)),
                NOON);
    }

    public static Audit.Entry act(UUID id) {
        return new Audit.Entry(
                id,
                NOON,
                new Actor(Role.OPERATOR, UUID.randomUUID()),
                "assign-call",
                UUID.randomUUID(),
                "he is around the corner",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    public static RideRecord record(RideId ride) {
        return new RideRecord(
                ride,
                RiderId.next(),
                DriverId.next(),
                TAXI,
                "8Y12",
                RideStatus.COMPLETED,
                new Place(TIMES_SQUARE, "Gangnam Station exit 3"),
                new Place(WALL_STREET, null),
                2,
                NOON,
                NOON,
                NOON,
                NOON,
                NOON,
                NOON,
                8_421L,
                FARE,
                "the taxi was elsewhere",
                PaymentView.Status.CAPTURED,
                Money.usd(1_250),
                Money.usd(250),
                "none",
                RideAlarm.PICKUP_OVERDUE,
                NOON,
                NOON.plusSeconds(7_200),
                List.of(new RideCharge(Purpose.TIP, PaymentView.Status.CAPTURED, Money.usd(200), NOON)));
    }

    public static Receipt receipt(RideId ride) {
        return new Receipt(
                ride,
                RiderId.next(),
                DriverId.next(),
                "8Y12",
                new Place(TIMES_SQUARE, "Gangnam Station exit 3"),
                new Place(WALL_STREET, null),
                NOON,
                NOON,
                NOON.plusSeconds(900),
                8_421L,
                FARE,
                Money.usd(50),
                List.of(
                        new RideCharge(Purpose.FARE, PaymentView.Status.CAPTURED, Money.usd(1_250), NOON),
                        new RideCharge(Purpose.TIP, PaymentView.Status.CAPTURED, Money.usd(200), NOON)),
                List.of(Money.usd(1_450)),
                Money.usd(250));
    }

    public static MyPage myPage() {
        RideId last = RideId.next();
        return new MyPage(
                List.of(record(RideId.next())),
                List.of(record(RideId.next())),
                new HistoryPage(List.of(record(last)), last),
                List.of(new MyPage.Spending(
                        Money.usd(1_250),
                        Money.usd(250),
                        List.of(new MyPage.Month(YearMonth.of(2026, 1), Money.usd(1_250), Money.usd(250))))),
                List.of(method(MethodId.next())),
                new MyPage.Heard(NOON, NOON, NOON));
    }

    public static final Contact CONTACT = new Contact(
            Language.KOREAN, "https://example.org/notices", "kim@example.org", "+821012345678", "+821012345678");

    public static Notification notification(long id) {
        return new Notification(id, RideId.next(), "booking.driver-assigned.v1", NOON, "Your taxi is on its way.");
    }
}

package io.tanda.contract.testing;

import io.tanda.contract.AbortReason;
import io.tanda.contract.Actor;
import io.tanda.contract.ArrivalReason;
import io.tanda.contract.ChargeId;
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
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.BookingPage;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.Fee;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.booking.Revocations;
import io.tanda.contract.booking.RideRider;
import io.tanda.contract.booking.SearchEnded;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.catalogue.CatalogueCommand;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.contract.catalogue.ProductPage;
import io.tanda.contract.catalogue.ProductQuery;
import io.tanda.contract.catalogue.ProductView;
import io.tanda.contract.delivery.CancelDelivery;
import io.tanda.contract.delivery.DeliveryEvent;
import io.tanda.contract.delivery.DeliveryStatus;
import io.tanda.contract.delivery.DeliveryView;
import io.tanda.contract.delivery.StockQuery;
import io.tanda.contract.delivery.StockView;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.dispatch.DispatchQuery;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Estimate;
import io.tanda.contract.dispatch.Fare;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.FleetDuty;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.OpenCalls;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.dispatch.RideDesk;
import io.tanda.contract.dispatch.RideDriver;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.MyPage;
import io.tanda.contract.history.Receipt;
import io.tanda.contract.history.ReceiptQuery;
import io.tanda.contract.history.RideAlarm;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.history.RideSearch;
import io.tanda.contract.message.BlockSender;
import io.tanda.contract.message.EraseConversations;
import io.tanda.contract.message.Mailbox;
import io.tanda.contract.message.MessageCommand;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessageFeed;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessagePrice;
import io.tanda.contract.message.MessageQuery;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.message.SendMessage;
import io.tanda.contract.notify.Contact;
import io.tanda.contract.notify.FindContact;
import io.tanda.contract.notify.Language;
import io.tanda.contract.notify.NotificationFeed;
import io.tanda.contract.notify.NotificationPage;
import io.tanda.contract.notify.NotificationQuery;
import io.tanda.contract.notify.SetContact;
import io.tanda.contract.payment.AttemptView;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.ChargeService;
import io.tanda.contract.payment.DriverStatement;
import io.tanda.contract.payment.GatewayHeard;
import io.tanda.contract.payment.GatewayNews;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.ListMethods;
import io.tanda.contract.payment.MethodCommand;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.PayDriver;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.PayoutView;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.ReconcileDay;
import io.tanda.contract.payment.Reconciliation;
import io.tanda.contract.payment.RefundFare;
import io.tanda.contract.payment.RefundList;
import io.tanda.contract.payment.RefundView;
import io.tanda.contract.payment.RegisterMethod;
import io.tanda.contract.payment.StatementQuery;
import io.tanda.contract.rental.OrderPage;
import io.tanda.contract.rental.OrderQuery;
import io.tanda.contract.rental.OrderStatus;
import io.tanda.contract.rental.OrderView;
import io.tanda.contract.rental.RentalCommand;
import io.tanda.contract.rental.RentalEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;

/** One of each event, each command and each reply, with every field filled in: what the contract says, seen once. */
public final class Samples {
    private static final Instant AT = Instant.parse("2013-01-01T00:00:00.123456Z");
    private static final Instant LATER = Instant.parse("2013-01-01T00:01:00Z");
    private static final RideId RIDE = RideId.parse("0194a000-0000-7000-8000-000000000001");
    private static final RiderId RIDER = RiderId.parse("0194a000-0000-7000-8000-000000000002");
    private static final DriverId DRIVER = DriverId.parse("0194a000-0000-7000-8000-000000000003");
    private static final TaxiId TAXI = TaxiId.parse("0194a000-0000-7000-8000-000000000004");
    private static final MethodId METHOD = new MethodId(UUID.fromString("0194a000-0000-7000-8000-00000000000a"));
    private static final YearMonth EXPIRY = YearMonth.of(2031, 12);
    private static final PayoutId PAYOUT = new PayoutId(UUID.fromString("0194a000-0000-7000-8000-00000000000b"));
    private static final RefundId REFUND = new RefundId(UUID.fromString("0194a000-0000-7000-8000-000000000009"));
    private static final ChargeId CHARGE = new ChargeId(UUID.fromString("0194a000-0000-7000-8000-000000000006"));
    private static final MessageId MESSAGE = new MessageId(UUID.fromString("0194a000-0000-7000-8000-00000000000c"));
    private static final Actor WRITER = new Actor(Role.RIDER, RIDER.value());
    private static final Actor READER = new Actor(Role.DRIVER, DRIVER.value());
    private static final OfferId OFFER = OfferId.parse("0194a000-0000-7000-8000-000000000005");
    private static final ProductId PRODUCT = new ProductId(UUID.fromString("0194a000-0000-7000-8000-00000000000c"));
    private static final OrderId ORDER = new OrderId(UUID.fromString("0194a000-0000-7000-8000-00000000000d"));
    private static final GeoPoint PICKUP = new GeoPoint(40.7536, -73.9832);
    private static final GeoPoint DROPOFF = new GeoPoint(40.7484, -73.9857);
    private static final Place FROM = new Place(PICKUP, "Bryant Park, 6th Avenue side");
    private static final Place TO = new Place(DROPOFF, null);
    private static final Phone PHONE = new Phone("+12125550123");
    private static final Person PERSON = new Person("Ada", PHONE);
    private static final Fare FARE = new Fare(
            Money.usd(1_250),
            "nyc-yellow-2012-09-04",
            List.of(
                    new Fare.Line("flag", 250, Fare.Kind.BASE, null, null),
                    new Fare.Line("distance", 750, Fare.Kind.DISTANCE, 3_200L, null),
                    new Fare.Line("time", 200, Fare.Kind.TIME, null, 240L),
                    new Fare.Line("tax", 50, Fare.Kind.TAX, null, null)),
            Fare.Basis.TARIFF);

    public static final List<Event> EVENTS = List.of(
            new BookingEvent.RideScheduled(RIDE, RIDER, FROM, TO, 2, PaymentMethod.CARD, LATER, LATER, AT, METHOD),
            new BookingEvent.RideRequested(
                    RIDE, RIDER, FROM, TO, 2, PaymentMethod.CARD, LATER, LATER, AT, LATER, METHOD),
            new BookingEvent.SearchDelayed(RIDE, AT),
            new BookingEvent.DriverAssigned(RIDE, DRIVER, TAXI, "4P21", LATER, AT),
            new BookingEvent.DriverArrived(RIDE, AT),
            new BookingEvent.RiderContacted(RIDE, LATER, AT),
            new BookingEvent.DriverLost(RIDE, DRIVER, "flat tyre", LATER, AT),
            new BookingEvent.RideStarted(RIDE, AT),
            new BookingEvent.RideDroppedOff(RIDE, Money.usd(1_250), AT, AbortReason.BREAKDOWN),
            new BookingEvent.RideCompleted(RIDE, Money.usd(1_250), AT),
            new BookingEvent.CancelRequested(RIDE, "plans changed", AT, Role.OPERATOR, Money.usd(500)),
            new BookingEvent.CancelRejected(RIDE, AT),
            new BookingEvent.RideCanceled(RIDE, true, AT, Role.OPERATOR, new Fee(RIDER, Money.usd(500), METHOD)),
            new BookingEvent.NoDriversAvailable(RIDE, AT),
            new BookingEvent.RiderNoShow(RIDE, AT, new Fee(RIDER, Money.usd(700), METHOD)),
            new BookingEvent.RideAborted(RIDE, AbortReason.PASSENGER_WISH, Money.usd(1_250), AT),
            new BookingEvent.RideExpired(RIDE, AT),
            new BookingEvent.RideOwed(RIDE, Money.usd(1_250), AT),
            new DispatchEvent.CallOpened(RIDE, RIDER, PICKUP, DROPOFF, LATER, AT, LATER),
            new DispatchEvent.CallAccepted(RIDE, DRIVER, TAXI, "4P21", 1, LATER, AT),
            new DispatchEvent.CallReopened(RIDE, DRIVER, "flat tyre", LATER, AT),
            new DispatchEvent.CallExhausted(RIDE, AT),
            new DispatchEvent.CallWithdrawn(RIDE, DRIVER, AT),
            new DispatchEvent.CancelRefused(RIDE, AT),
            new DispatchEvent.DriverArrived(RIDE, DRIVER, AT, 180L, ArrivalReason.ROAD_CLOSED),
            new DispatchEvent.PositionsStopped(RIDE, DRIVER, AT),
            new DispatchEvent.TaxiSeenAgain(RIDE, DRIVER, AT),
            new DispatchEvent.PickupOverdue(RIDE, DRIVER, AT, LATER),
            new DispatchEvent.RideOverdue(RIDE, DRIVER, AT, LATER),
            new DispatchEvent.RiderContacted(RIDE, DRIVER, LATER, AT),
            new DispatchEvent.NoShowMarked(RIDE, DRIVER, AT),
            new DispatchEvent.PassengerPickedUp(RIDE, DRIVER, AT),
            new DispatchEvent.PassengerDroppedOff(
                    RIDE,
                    RIDER,
                    DRIVER,
                    DROPOFF,
                    3_200,
                    640,
                    FARE,
                    AT,
                    "the taxi was elsewhere",
                    AbortReason.BREAKDOWN,
                    PaymentMethod.CASH,
                    METHOD),
            new DispatchEvent.CollectionStarted(RIDE, DRIVER, "insufficient_funds", LATER, AT),
            new DispatchEvent.FareTendered(RIDE, DRIVER, PaymentMethod.TERMINAL, AT),
            new DispatchEvent.FareSettled(RIDE, DRIVER, AT),
            new DispatchEvent.FareOwed(RIDE, DRIVER, AT),
            new PaymentEvent.ChargeAttempted(CHARGE, RIDE, RIDER, Purpose.FARE, Money.usd(1_250), 1, AT, METHOD),
            new PaymentEvent.ChargeCaptured(CHARGE, RIDE, RIDER, Purpose.FARE, Money.usd(1_250), "ch_1", AT),
            new PaymentEvent.ChargeDeclined(CHARGE, RIDE, 1, "insufficient_funds", AT),
            new PaymentEvent.ChargeUnknown(CHARGE, RIDE, 1, AT),
            new PaymentEvent.ChargeOwed(
                    CHARGE,
                    RIDE,
                    RIDER,
                    Money.usd(1_250),
                    PaymentEvent.ChargeOwed.OTHER_ANSWER,
                    "asked for 1250 USD; said 1 USD",
                    AT,
                    METHOD),
            new PaymentEvent.TenderAwaited(
                    CHARGE, RIDE, RIDER, Purpose.FARE, Money.usd(1_250), PaymentMethod.CASH, AT, METHOD),
            new PaymentEvent.ChargeTendered(
                    CHARGE,
                    RIDE,
                    RIDER,
                    Purpose.FARE,
                    Money.usd(1_250),
                    PaymentMethod.TERMINAL,
                    "brought to the office",
                    AT),
            new PaymentEvent.ChargeWrittenOff(
                    CHARGE, RIDE, RIDER, Purpose.FARE, Money.usd(1_250), "not worth a letter", AT),
            new PaymentEvent.ChargeOverpaid(
                    CHARGE, RIDE, RIDER, Purpose.FARE, Money.usd(1_250), PaymentMethod.CASH, 2, "ch_2", AT),
            new PaymentEvent.RefundAsked(REFUND, CHARGE, RIDE, RIDER, Money.usd(400), "the taxi was cold", AT),
            new PaymentEvent.RefundMade(REFUND, CHARGE, RIDE, RIDER, Money.usd(400), "re_1", AT),
            new PaymentEvent.RefundRefused(REFUND, CHARGE, RIDE, RIDER, Money.usd(400), "card_closed", AT),
            new PaymentEvent.RefundDisputed(
                    REFUND, CHARGE, RIDE, RIDER, Money.usd(400), "asked for 400 USD; said 4 USD", AT),
            new PaymentEvent.MethodRegistered(RIDER, METHOD, MethodKind.CARD, "visa", "4242", EXPIRY, AT),
            new PaymentEvent.MethodRemoved(RIDER, METHOD, MethodKind.CARD, "visa", "4242", AT),
            new PaymentEvent.DefaultMethodChanged(RIDER, METHOD, AT),
            new CatalogueEvent.ProductRegistered(PRODUCT, "Child seat", 9, AT),
            new CatalogueEvent.QuantityChanged(PRODUCT, 12, AT),
            new DeliveryEvent.Delivered(ORDER, PRODUCT, 3, AT),
            new DeliveryEvent.DeliveryRefused(ORDER, PRODUCT, 12, DeliveryStatus.OUT_OF_STOCK, AT),
            new DeliveryEvent.DeliveryCanceled(ORDER, PRODUCT, 3, AT),
            new DeliveryEvent.ItemsTakenBack(ORDER, PRODUCT, 3, AT),
            new RentalEvent.OrderPlaced(ORDER, DRIVER, PRODUCT, 3, AT),
            new RentalEvent.OrderDelivered(ORDER, AT),
            new RentalEvent.OrderCanceled(ORDER, OrderStatus.CANCELED_OUT_OF_STOCK, AT),
            new RentalEvent.ItemsReturned(ORDER, AT),
            new MessageEvent.MessageHeld(MESSAGE, MessageKind.CONTACT, RIDE, WRITER, READER, Money.usd(150), AT, LATER),
            new MessageEvent.MessageSent(MESSAGE, MessageKind.CONTACT, RIDE, WRITER, READER, Money.usd(150), AT, LATER),
            new MessageEvent.MessageRefused(
                    MESSAGE,
                    MessageKind.CONTACT,
                    RIDE,
                    WRITER,
                    READER,
                    Money.usd(150),
                    "insufficient_funds",
                    AT,
                    LATER),
            new MessageEvent.MessageRead(MESSAGE, AT),
            new MessageEvent.MessageDeleted(MESSAGE, READER, AT));

    private static final Contact CONTACT = new Contact(
            Language.KOREAN, "https://example.org/hook", "kim@example.org", "+821012345678", "+821012345678");

    private static final OrderView ORDER_VIEW =
            new OrderView(ORDER, PRODUCT, "Child seat", 3, OrderStatus.DELIVERED, DeliveryStatus.DELIVERED, AT, LATER);
    private static final ProductView PRODUCT_VIEW = new ProductView(PRODUCT, "Child seat", 9, AT);

    public static final List<Object> COMMANDS = List.of(
            new CatalogueCommand.RegisterProduct(PRODUCT, "Child seat", 9),
            new CatalogueCommand.ChangeQuantity(PRODUCT, 12),
            new ProductQuery(PRODUCT, 20),
            new CancelDelivery(ORDER, PRODUCT, 3),
            new StockQuery(PRODUCT),
            new RentalCommand.PlaceOrder(ORDER, DRIVER, PRODUCT, 3),
            new RentalCommand.CancelOrder(ORDER, DRIVER),
            new RentalCommand.ReturnItems(ORDER, DRIVER),
            new OrderQuery(DRIVER, ORDER, 20),
            new BookingCommand.RequestRide(RIDE, RIDER, FROM, TO, 2, PaymentMethod.CARD, 60, LATER, PERSON, METHOD),
            new BookingCommand.CancelBooking(RIDE, RIDER, "plans changed", List.of(3), Money.usd(500)),
            new BookingDesk.Book(
                    RIDE,
                    new Phone("+12125550123"),
                    new Place(40.7536, -73.9832, "Bryant Park, 6th Avenue side"),
                    new Place(40.7484, -73.9857, null),
                    2,
                    PaymentMethod.CASH,
                    60,
                    LATER,
                    "he called"),
            new BookingDesk.Cancel(RIDE, "the rider called"),
            new Revocations.Revoke(DRIVER.value(), "his phone was stolen"),
            new Revocations.ReadAll(),
            new BookingQuery.Get(RIDE, RIDER),
            new BookingQuery.RiderOf(RIDE),
            new BookingQuery.OfRider(RIDER, RIDE, 20),
            new RideCommand.AcceptOffer(OFFER, DRIVER),
            new RideCommand.AcceptCall(RIDE, DRIVER),
            new RideCommand.Arrive(RIDE, DRIVER, ArrivalReason.ROAD_CLOSED),
            new RideCommand.Contact(RIDE, DRIVER),
            new RideCommand.MarkNoShow(RIDE, DRIVER),
            new RideCommand.PickUp(RIDE, DRIVER),
            new RideCommand.DropOff(
                    RIDE,
                    DRIVER,
                    DROPOFF,
                    3_200L,
                    new Fare.Told(Fare.Basis.METER, Money.usd(1_200)),
                    List.of(new Fare.Extra("toll", Money.usd(480))),
                    PaymentMethod.CASH),
            new RideCommand.TakeFare(RIDE, DRIVER, PaymentMethod.CASH),
            new RideCommand.Abort(
                    RIDE,
                    DRIVER,
                    AbortReason.BREAKDOWN,
                    DROPOFF,
                    3_200L,
                    new Fare.Told(Fare.Basis.METER, Money.usd(1_200)),
                    List.of(new Fare.Extra("toll", Money.usd(480)))),
            new RideCommand.GiveBack(RIDE, DRIVER, "flat tyre"),
            new RideDesk.Assign(RIDE, DRIVER, "he is around the corner"),
            new RideDesk.MarkNoShow(RIDE, "nobody answers the phone"),
            new RideDesk.End(RIDE, DROPOFF, 3_200L, "his phone is dead"),
            new RideDesk.Abort(RIDE, AbortReason.BREAKDOWN, DROPOFF, 3_200L, "he called from the road"),
            new RidesUnderWay.Ask(RideStatus.ACCEPTED, "manhattan", RIDE, 20),
            new FleetDuty.Ask(Duty.State.ON_TRIP, "manhattan", DRIVER, 20),
            new Offer.Decline(OFFER, DRIVER),
            new Duty.Set(DRIVER, true, TAXI),
            new Fleet.RegisterDriver(DRIVER, "Kim Min-jun", PHONE),
            new Fleet.RegisterTaxi(TAXI, "4P21", 4),
            new Fleet.SetDriverStanding(DRIVER, Fleet.Standing.SUSPENDED, "his licence has run out"),
            new Fleet.SetTaxiStanding(TAXI, Fleet.Standing.REMOVED, "sold"),
            new Fleet.ListDrivers(DRIVER, 20),
            new Fleet.ListTaxis(TAXI, 20),
            new Positions.Report(List.of(new Positions.Fix(DRIVER, 40.7536, -73.9832, AT))),
            new DispatchQuery.DutyOf(DRIVER),
            new DispatchQuery.RideOf(DRIVER),
            new DispatchQuery.DriverOf(RIDE, RIDER),
            new DispatchQuery.RiderOf(RIDE, DRIVER),
            new DispatchQuery.DecisionsOf(RIDE),
            new DispatchQuery.OffersOf(DRIVER),
            new DispatchQuery.CallsNear(DRIVER, 10),
            new DispatchQuery.EstimateRide(PICKUP, DROPOFF, LATER),
            new DriverFeed.Read(List.of(new DriverFeed.After(DRIVER, 7))),
            new DriverFeed.FindEnd(DRIVER),
            new ChargeRide(RIDE, RIDER, Purpose.FARE, Money.usd(1_250), METHOD, DRIVER),
            new ChargeService(CHARGE.value(), RIDE, RIDER, Money.usd(150), METHOD, DRIVER),
            new PaymentQuery(RIDE, RIDER, Purpose.TIP),
            new SendMessage(MESSAGE, WRITER, RIDE, READER, "My umbrella is on the back seat."),
            new MessageCommand.MarkRead(MESSAGE, DRIVER.value()),
            new MessageCommand.Delete(MESSAGE, DRIVER.value()),
            new MessageQuery.Price(WRITER, RIDE),
            new MessageQuery.Get(MESSAGE, DRIVER.value()),
            new MessageQuery.Mailbox(DRIVER.value(), false, true, MESSAGE, 20),
            new MessageQuery.CountUnread(DRIVER.value()),
            new BlockSender(DRIVER.value(), RIDER.value(), true),
            new EraseConversations(RIDER.value(), "he asked for it"),
            new MessageFeed.Read(List.of(new MessageFeed.After(DRIVER.value(), 7))),
            new MessageFeed.FindEnd(DRIVER.value()),
            new PaymentCommand.GiveTip(RIDE, RIDER, Money.usd(200)),
            new PaymentCommand.PayFare(RIDE, RIDER, PaymentMethod.CARD, Purpose.NO_SHOW_FEE),
            new PaymentCommand.Collect(RIDE, PaymentMethod.CASH, "brought to the office", Purpose.CANCELLATION_FEE),
            new PaymentCommand.WriteOff(RIDE, "not worth a letter", Purpose.CANCELLATION_FEE),
            new PaymentCommand.ConfirmCapture(RIDE, "ch_1", "it is on their statement", Purpose.TIP),
            new PaymentCommand.DenyCapture(RIDE, "they know nothing of it", Purpose.TIP),
            new RefundFare(RIDE, Money.usd(400), "the taxi was cold", Purpose.NO_SHOW_FEE),
            new RegisterMethod(RIDER, METHOD, MethodKind.CARD, new GatewayToken("tok_visa_4242")),
            new MethodCommand.MakeDefault(RIDER, METHOD),
            new MethodCommand.Remove(RIDER, METHOD),
            new ListMethods(RIDER),
            new ReconcileDay(LocalDate.of(2026, 1, 31)),
            new StatementQuery(DRIVER, AT, LATER),
            new PayDriver(DRIVER, Money.usd(98_765), "SEPA-2026-05", "week 5"),
            new GatewayNews("stripe", "t=1767225600,v1=00", "{}"),
            new RideSearch(
                    RIDER, DRIVER, RideStatus.COMPLETED, AT, LATER, null, 20, RideAlarm.PICKUP_OVERDUE, "station"),
            new MyPage.Ask(RIDER),
            new ReceiptQuery(RIDE, RIDER),
            new NotificationQuery(RIDER.value(), null, 20),
            new NotificationFeed.Read(List.of(new NotificationFeed.After(RIDER.value(), 9))),
            new NotificationFeed.FindEnd(RIDER.value()),
            new SetContact(RIDER.value(), CONTACT),
            new FindContact(DRIVER.value()),
            new Journal.Read(List.of(new Journal.After(RIDE.value(), 3))),
            new Audit.Read(OFFER.value(), RIDER.value(), RIDE.value(), 20));

    /** One of each type that an address answers with. */
    public static final List<Object> REPLIES = replies();

    public static final Nudge NUDGE = new Nudge(Nudge.BOOKING, List.of(RIDE.value()));

    public static final SearchEnded SEARCH_ENDED = new SearchEnded("manhattan", RIDER, false, AT);

    private Samples() {}

    private static List<Object> replies() {
        BookingView booking = new BookingView(
                RIDE,
                RIDER,
                7,
                RideStatus.SETTLING,
                FROM,
                TO,
                2,
                PaymentMethod.CARD,
                AT,
                LATER,
                true,
                new BookingView.AssignedTaxi(DRIVER, TAXI, "4P21", LATER),
                Money.usd(1_250),
                Money.usd(1_250),
                true,
                "plans changed",
                LATER,
                LATER,
                METHOD,
                new BookingView.Cancellation(LATER, Money.usd(500)),
                Money.usd(500));
        DriverRide ride = new DriverRide(
                RIDE,
                4,
                RideStatus.SETTLING,
                DRIVER,
                TAXI,
                PICKUP,
                DROPOFF,
                2,
                AT,
                LATER,
                AT,
                LATER,
                LATER,
                3_200L,
                FARE,
                "the taxi was elsewhere",
                AbortReason.BREAKDOWN,
                AT,
                LATER,
                PaymentMethod.CARD,
                new DriverRide.Collect("insufficient_funds", LATER));
        Offer offer = new Offer(OFFER, RIDE, DRIVER, Offer.Status.SENT, PICKUP, DROPOFF, 2, 350, 95, AT, LATER, LATER);
        PaymentView payment = new PaymentView(
                        RIDE,
                        RIDER,
                        Purpose.FARE,
                        Money.usd(1_250),
                        PaymentView.Status.DECLINED,
                        2,
                        "insufficient_funds",
                        PaymentMethod.CARD,
                        "the gateway captured attempt 1, and it was paid in the car all the same",
                        LATER)
                .with(List.of(new AttemptView(
                        1,
                        "pay:" + RIDE + ":fare:1",
                        Money.usd(1_250),
                        AT,
                        "asked for 1250 USD; said 1 USD",
                        AttemptView.Outcome.CAPTURED,
                        "ch_1",
                        LATER)));
        MessageView message = new MessageView(
                MESSAGE,
                MessageKind.CONTACT,
                RIDE,
                WRITER,
                READER,
                MessageView.Status.REFUSED,
                "insufficient_funds",
                Money.usd(150),
                AT,
                LATER,
                "My umbrella is on the back seat.");
        RefundView refund =
                new RefundView(REFUND, RIDE, RIDER, Money.usd(400), RefundView.Status.REFUSED, "card_closed", LATER);
        MethodView method = new MethodView(METHOD, MethodKind.CARD, "visa", "4242", EXPIRY, true, AT);
        RideRecord record = new RideRecord(
                RIDE,
                RIDER,
                DRIVER,
                TAXI,
                "4P21",
                RideStatus.COMPLETED,
                FROM,
                TO,
                2,
                AT,
                AT,
                AT,
                LATER,
                LATER,
                LATER,
                3_200L,
                FARE,
                "the taxi was elsewhere",
                PaymentView.Status.CAPTURED,
                Money.usd(1_250),
                Money.usd(250),
                "plans changed",
                RideAlarm.RIDE_OVERDUE,
                LATER,
                LATER,
                List.of(new RideCharge(Purpose.TIP, PaymentView.Status.CAPTURED, Money.usd(200), LATER)));
        return List.of(
                booking,
                new BookingPage(List.of(booking), RIDE),
                ride,
                new RideDriver(
                        RIDE,
                        RideStatus.ACCEPTED,
                        "Kim Min-jun",
                        PHONE,
                        "4P21",
                        new RideDriver.Seen(PICKUP, AT),
                        LATER),
                new RideRider(RIDE, FROM, TO, PERSON),
                offer,
                new Offer.Listing(List.of(offer)),
                new CallDecision.Listing(
                        List.of(
                                new CallDecision.Asked(
                                        1,
                                        1,
                                        2,
                                        false,
                                        2_400,
                                        List.of(new CallDecision.Taxi(DRIVER, 412, 65L, OFFER, CallDecision.Why.ASKED)),
                                        3,
                                        List.of(new CallDecision.Ended(OFFER, Offer.Status.EXPIRED)),
                                        AT),
                                new CallDecision.Declined(1, OFFER, DRIVER, LATER)),
                        true),
                new Duty(DRIVER, Duty.State.ON_TRIP, TAXI, "4P21", RIDE, AT),
                new Fleet.Driver(DRIVER, "Kim Min-jun", PHONE, Fleet.Standing.SUSPENDED),
                new Fleet.Taxi(TAXI, "4P21", 4, Fleet.Standing.SUSPENDED),
                new Fleet.DriverStanding(DRIVER, Fleet.Standing.SUSPENDED),
                new Fleet.TaxiStanding(TAXI, Fleet.Standing.REMOVED),
                new Fleet.Drivers(
                        List.of(new Fleet.Driver(DRIVER, "Kim Min-jun", PHONE, Fleet.Standing.SUSPENDED)), DRIVER),
                new Fleet.Taxis(List.of(new Fleet.Taxi(TAXI, "4P21", 4, Fleet.Standing.SUSPENDED)), TAXI),
                new RidesUnderWay(
                        List.of(new RidesUnderWay.Item(
                                RIDE,
                                4,
                                RideStatus.ACCEPTED,
                                RIDER,
                                DRIVER,
                                TAXI,
                                "4P21",
                                PICKUP,
                                DROPOFF,
                                "manhattan",
                                2,
                                AT,
                                LATER,
                                LATER,
                                true)),
                        RIDE),
                new FleetDuty(
                        List.of(new FleetDuty.Item(
                                DRIVER,
                                "Kim Min-jun",
                                Fleet.Standing.ACTIVE,
                                Duty.State.ON_TRIP,
                                TAXI,
                                "4P21",
                                RIDE,
                                AT,
                                PICKUP,
                                LATER,
                                "manhattan")),
                        DRIVER),
                new Positions.Taken(1),
                new OpenCalls(List.of(new OpenCalls.Call(RIDE, PICKUP, DROPOFF, 2, 350, AT, LATER))),
                new Estimate(3_200, 640, FARE, Money.usd(950), Money.usd(1_500), 3, 95L),
                new DriverFeed.End(8),
                new DriverFeed(List.of(
                        new DriverFeed.Entry(DRIVER, 8, DriverFeed.OFFER_SENT, AT, "{\"offer\":\"" + OFFER + "\"}"))),
                payment,
                refund,
                new RefundList(List.of(refund)),
                message,
                new Mailbox.Page(List.of(message), message),
                new Mailbox.Unread(3),
                new MessagePrice(MessageKind.CONTACT, Money.usd(150)),
                new BlockSender.Done(RIDER.value(), true),
                new EraseConversations.Erased(RIDER.value(), 2),
                new MessageFeed(List.of(new MessageFeed.Entry(DRIVER.value(), 8, MESSAGE, AT))),
                new MessageFeed.End(8),
                method,
                new MethodList(List.of(method)),
                new DriverStatement(
                        DRIVER,
                        AT,
                        LATER,
                        List.of(new DriverStatement.Line("USD", -120, 2, 2_500, 500, 320, 1_250, 400, -90))),
                new PayoutView(PAYOUT, DRIVER, Money.usd(98_765), "SEPA-2026-05", AT),
                new GatewayHeard(true),
                new Reconciliation(
                        LocalDate.of(2026, 1, 31),
                        2,
                        1,
                        List.of(new Reconciliation.Break(
                                Reconciliation.Difference.AMOUNT_DIFFERS,
                                Reconciliation.Type.CAPTURE,
                                "ch_1",
                                RIDE,
                                Money.usd(1_250),
                                Money.usd(1_251)))),
                new HistoryPage(List.of(record), RIDE),
                new Receipt(
                        RIDE,
                        RIDER,
                        DRIVER,
                        "4P21",
                        FROM,
                        TO,
                        AT,
                        AT,
                        LATER,
                        3_200L,
                        FARE,
                        Money.usd(50),
                        List.of(new RideCharge(Purpose.FARE, PaymentView.Status.CAPTURED, Money.usd(1_250), LATER)),
                        List.of(Money.usd(1_250)),
                        Money.usd(250)),
                new MyPage(
                        List.of(record),
                        List.of(record),
                        new HistoryPage(List.of(record), RIDE),
                        List.of(new MyPage.Spending(
                                Money.usd(1_250),
                                Money.usd(400),
                                List.of(new MyPage.Month(YearMonth.of(2026, 11), Money.usd(1_250), Money.usd(400))))),
                        List.of(method),
                        new MyPage.Heard(AT, LATER, LATER)),
                new NotificationPage(List.of(notification()), 9L),
                new NotificationFeed(List.of(new NotificationFeed.Entry(RIDER.value(), notification()))),
                new NotificationFeed.End(9),
                CONTACT,
                PRODUCT_VIEW,
                new ProductPage(List.of(PRODUCT_VIEW), PRODUCT),
                new DeliveryView(ORDER, DeliveryStatus.CANCELED),
                new StockView(PRODUCT, 9, 6, 3),
                ORDER_VIEW,
                new OrderPage(List.of(ORDER_VIEW), ORDER),
                new Revocations.Entry(DRIVER.value(), AT),
                new Revocations.All(List.of(new Revocations.Entry(DRIVER.value(), AT))),
                new Audit.Entries(List.of(new Audit.Entry(
                        OFFER.value(),
                        AT,
                        new Actor(Role.OPERATOR, RIDER.value()),
                        "assign-call",
                        RIDE.value(),
                        "he is around the corner",
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))),
                new Journal.Events(List.of(new Recorded(
                        RIDE.value(),
                        3,
                        "booking.ride-started.v1",
                        AT,
                        new Actor(Role.DRIVER, DRIVER.value()),
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                        Wire.encodeText(new BookingEvent.RideStarted(RIDE, AT))))));
    }

    private static NotificationPage.Notification notification() {
        return new NotificationPage.Notification(
                9, RIDE, "booking.ride-completed.v1", AT, "Your ride is over and paid: USD 12.50.");
    }
}

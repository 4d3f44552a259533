package io.tanda.web.testing;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.MessageId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingPage;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.booking.Revocations;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.catalogue.CatalogueAddresses;
import io.tanda.contract.catalogue.ProductPage;
import io.tanda.contract.delivery.DeliveryAddresses;
import io.tanda.contract.delivery.StockView;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.DriverFeed;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.dispatch.Positions;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.dispatch.RideDesk;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.message.BlockSender;
import io.tanda.contract.message.EraseConversations;
import io.tanda.contract.message.Mailbox;
import io.tanda.contract.message.MessageAddresses;
import io.tanda.contract.message.MessageFeed;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.message.MessagePrice;
import io.tanda.contract.message.MessageView;
import io.tanda.contract.message.MessageView.Status;
import io.tanda.contract.notify.NotificationFeed;
import io.tanda.contract.notify.NotificationPage;
import io.tanda.contract.notify.NotifyAddresses;
import io.tanda.contract.payment.GatewayHeard;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.RefundList;
import io.tanda.contract.rental.OrderPage;
import io.tanda.contract.rental.RentalAddresses;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.bus.Registration;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The other contexts as the web verticle sees them: served on the real bus, answering with samples unless told otherwise. */
public final class Backend {
    private final Bus bus;
    private final Map<Address<?, ?>, Function<Object, Future<Reply<Object>>>> told = new ConcurrentHashMap<>();
    private final Map<Address<?, ?>, Registration> registrations = new ConcurrentHashMap<>();
    private final List<Request<?>> seen = new CopyOnWriteArrayList<>();
    /** Bookings by command id, as the real one keeps its answers. */
    private final Map<Object, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String fingerprint, BookingView booking) {}

    public Backend(Bus bus) {
        this.bus = bus;
    }

    /** Everything the verticle asked, in order. */
    public List<Request<?>> seen() {
        return seen;
    }

    public Request<?> last() {
        return seen.getLast();
    }

    /** Serves this address no more. */
    public Future<Void> leave(Address<?, ?> address) {
        return Objects.requireNonNull(registrations.remove(address)).stop();
    }

    /** Serves all addresses again that were left. */
    public Future<Void> comeBack() {
        return start();
    }

    /** From now on this address answers so. */
    @SuppressWarnings("unchecked")
    public <C, R> void answer(Address<C, R> address, Function<Request<C>, Future<Reply<R>>> handler) {
        told.put(address, request -> (Future<Reply<Object>>) (Future<?>) handler.apply((Request<C>) request));
    }

    public <C, R> void reply(Address<C, R> address, Function<Request<C>, Reply<R>> handler) {
        answer(address, request -> Future.succeededFuture(handler.apply(request)));
    }

    public void forget() {
        told.clear();
        seen.clear();
        kept.clear();
    }

    public Future<Void> start() {
        List<Future<?>> served = new ArrayList<>();
        served.add(serve(BookingAddresses.COMMANDS, this::booking));
        served.add(serve(BookingAddresses.GET, request -> {
            BookingQuery.Get query = request.body();
            RiderId rider = query.rider() == null ? RiderId.next() : query.rider();
            return Reply.done(Samples.booking(query.ride(), rider, 3, RideStatus.ACCEPTED));
        }));
        served.add(serve(BookingAddresses.LIST, request -> {
            RideId ride = RideId.next();
            return Reply.done(new BookingPage(
                    List.of(Samples.booking(ride, request.body().rider(), 1, RideStatus.REQUESTED)), ride));
        }));
        served.add(serve(DispatchAddresses.RIDES, request -> {
            RideCommand command = request.body();
            RideStatus status = command instanceof RideCommand.DropOff ? RideStatus.SETTLING : RideStatus.ACCEPTED;
            return Reply.done(Samples.driverRide(RideId.next(), command.driver(), status));
        }));
        served.add(serve(DispatchAddresses.DESK, request -> {
            RideDesk command = request.body();
            boolean over = command instanceof RideDesk.End || command instanceof RideDesk.Abort;
            RideStatus status = over ? RideStatus.SETTLING : RideStatus.ACCEPTED;
            return Reply.done(Samples.driverRide(command.ride(), DriverId.next(), status));
        }));
        served.add(serve(
                BookingAddresses.REVOKE,
                request -> Reply.done(new Revocations.Entry(request.body().subject(), Samples.NOON))));
        served.add(serve(BookingAddresses.REVOKED, request -> Reply.done(new Revocations.All(List.of()))));
        served.add(serve(DispatchAddresses.UNDER_WAY, request -> Reply.done(Samples.ridesUnderWay())));
        served.add(serve(DispatchAddresses.FLEET_DUTY, request -> Reply.done(Samples.fleetDuty())));
        served.add(serve(
                BookingAddresses.DESK,
                request -> Reply.done(
                        Samples.booking(request.body().ride(), RiderId.next(), 4, RideStatus.CANCEL_PENDING))));
        for (Context context : Contexts.ALL)
            if (context.audit() != null)
                served.add(serve(
                        context.audit(), request -> Reply.done(new Audit.Entries(List.of(Samples.act(Id.next()))))));
        served.add(serve(
                DispatchAddresses.DECLINE,
                request -> Reply.done(
                        Samples.offer(request.body().offer(), request.body().driver(), Offer.Status.DECLINED))));
        served.add(serve(
                DispatchAddresses.DUTY,
                request -> Reply.done(Samples.duty(request.body().driver()))));
        served.add(serve(
                DispatchAddresses.DUTY_OF,
                request -> Reply.done(Samples.duty(request.body().driver()))));
        served.add(serve(
                DispatchAddresses.REGISTER_DRIVER,
                request -> Reply.done(new Fleet.Driver(
                        request.body().driver(),
                        request.body().name(),
                        request.body().phone(),
                        Fleet.Standing.ACTIVE))));
        served.add(serve(
                DispatchAddresses.REGISTER_TAXI,
                request -> Reply.done(new Fleet.Taxi(
                        request.body().taxi(),
                        request.body().plate(),
                        request.body().seats(),
                        Fleet.Standing.ACTIVE))));
        served.add(serve(
                DispatchAddresses.DRIVER_STANDING,
                request -> Reply.done(new Fleet.DriverStanding(
                        request.body().driver(), request.body().standing()))));
        served.add(serve(
                DispatchAddresses.TAXI_STANDING,
                request -> Reply.done(new Fleet.TaxiStanding(
                        request.body().taxi(), request.body().standing()))));
        served.add(serve(DispatchAddresses.DRIVERS, request -> {
            var id = io.tanda.contract.DriverId.next();
            return Reply.done(new Fleet.Drivers(
                    List.of(new Fleet.Driver(id, "Ada Lovelace", null, Fleet.Standing.SUSPENDED)), id));
        }));
        served.add(serve(
                DispatchAddresses.TAXIS,
                request -> Reply.done(new Fleet.Taxis(
                        List.of(new Fleet.Taxi(Samples.TAXI, "8Y12", 4, Fleet.Standing.ACTIVE)), null))));
        served.add(serve(
                DispatchAddresses.POSITIONS,
                request -> Reply.done(new Positions.Taken(request.body().fixes().size()))));
        served.add(serve(
                DispatchAddresses.RIDE_OF,
                request -> Reply.done(
                        Samples.driverRide(RideId.next(), request.body().driver(), RideStatus.IN_PROGRESS))));
        served.add(serve(
                DispatchAddresses.DRIVER_OF,
                request -> Reply.done(Samples.rideDriver(request.body().ride()))));
        served.add(serve(
                DispatchAddresses.RIDER_OF,
                request -> Reply.done(Samples.rideRider(request.body().ride()))));
        served.add(serve(
                DispatchAddresses.OFFERS_OF,
                request -> Reply.done(new Offer.Listing(List.of(Samples.offer(
                        io.tanda.contract.OfferId.next(), request.body().driver(), Offer.Status.SENT))))));
        served.add(serve(DispatchAddresses.CALLS, request -> Reply.done(Samples.calls())));
        served.add(serve(DispatchAddresses.ESTIMATE, request -> Reply.done(Samples.estimate())));
        served.add(serve(DispatchAddresses.FEED, request -> Reply.done(new DriverFeed(List.of()))));
        served.add(serve(DispatchAddresses.FEED_END, request -> Reply.done(new DriverFeed.End(0))));
        served.add(serve(
                PaymentAddresses.GET,
                request -> Reply.done(
                        Samples.payment(request.body().ride(), request.body().rider()))));
        served.add(serve(
                PaymentAddresses.COMMANDS,
                request -> Reply.done(Samples.payment(request.body().ride(), null))));
        served.add(serve(
                PaymentAddresses.REFUND,
                request -> Reply.done(Samples.refund(request.body().ride()))));
        served.add(serve(
                PaymentAddresses.REFUNDS,
                request -> Reply.done(
                        new RefundList(List.of(Samples.refund(request.body().ride()))))));
        served.add(serve(PaymentAddresses.STATEMENT, request -> Reply.done(Samples.statement(request.body()))));
        served.add(serve(PaymentAddresses.GATEWAY_NEWS, request -> Reply.done(new GatewayHeard(true))));
        served.add(serve(PaymentAddresses.PAYOUT, request -> Reply.done(Samples.payout(request.body()))));
        served.add(serve(
                PaymentAddresses.RECONCILE,
                request -> Reply.done(Samples.reconciliation(request.body().day()))));
        served.add(serve(
                PaymentAddresses.REGISTER_METHOD,
                request -> Reply.done(Samples.method(request.body().method()))));
        served.add(serve(
                PaymentAddresses.METHOD_COMMANDS,
                request -> Reply.done(
                        new MethodList(List.of(Samples.method(request.body().method()))))));
        served.add(serve(
                PaymentAddresses.METHODS,
                request -> Reply.done(new MethodList(List.of(Samples.method(MethodId.next()))))));
        served.add(serve(
                CatalogueAddresses.COMMANDS,
                request -> Reply.done(Samples.product(request.body().product()))));
        served.add(serve(CatalogueAddresses.PRODUCTS, request -> {
            ProductId product = ProductId.next();
            return Reply.done(new ProductPage(List.of(Samples.product(product)), product));
        }));
        served.add(serve(
                DeliveryAddresses.STOCK,
                request -> Reply.done(new StockView(request.body().product(), 9, 6, 3))));
        served.add(serve(
                RentalAddresses.COMMANDS,
                request -> Reply.done(Samples.order(request.body().order()))));
        served.add(serve(RentalAddresses.ORDERS, request -> {
            OrderId order = OrderId.next();
            return Reply.done(new OrderPage(List.of(Samples.order(order)), order));
        }));
        served.add(serve(HistoryAddresses.RIDES, request -> {
            RideId ride = RideId.next();
            return Reply.done(new HistoryPage(List.of(Samples.record(ride)), ride));
        }));
        served.add(serve(HistoryAddresses.MY_PAGE, request -> Reply.done(Samples.myPage())));
        served.add(serve(
                HistoryAddresses.RECEIPT,
                request -> Reply.done(Samples.receipt(request.body().ride()))));
        served.add(serve(
                NotifyAddresses.NOTIFICATIONS,
                request -> Reply.done(new NotificationPage(List.of(Samples.notification(42)), 42L))));
        served.add(serve(
                MessageAddresses.SEND,
                request -> Reply.done(Samples.message(request.body().message(), Status.SENT))));
        served.add(serve(
                MessageAddresses.COMMANDS,
                request -> Reply.done(Samples.message(request.body().message(), Status.SENT))));
        served.add(serve(
                MessageAddresses.GET,
                request -> Reply.done(Samples.message(request.body().message(), Status.SENT))));
        MessageView message = Samples.message(MessageId.next(), Status.SENT);
        served.add(serve(MessageAddresses.MAILBOX, request -> Reply.done(new Mailbox.Page(List.of(message), message))));
        served.add(serve(
                MessageAddresses.PRICE, request -> Reply.done(new MessagePrice(MessageKind.CONTACT, Money.usd(150)))));
        served.add(serve(MessageAddresses.UNREAD, request -> Reply.done(new Mailbox.Unread(3))));
        served.add(serve(
                MessageAddresses.BLOCK,
                request -> Reply.done(new BlockSender.Done(
                        request.body().sender(), request.body().blocked()))));
        served.add(serve(
                MessageAddresses.ERASE,
                request ->
                        Reply.done(new EraseConversations.Erased(request.body().about(), 2))));
        served.add(serve(MessageAddresses.FEED, request -> Reply.done(new MessageFeed(List.of()))));
        served.add(serve(MessageAddresses.FEED_END, request -> Reply.done(new MessageFeed.End(42))));
        served.add(serve(NotifyAddresses.FEED, request -> Reply.done(new NotificationFeed(List.of()))));
        served.add(serve(NotifyAddresses.FEED_END, request -> Reply.done(new NotificationFeed.End(42))));
        served.add(serve(NotifyAddresses.CONTACT, request -> Reply.done(Samples.CONTACT)));
        served.add(serve(
                NotifyAddresses.SET_CONTACT,
                request -> Reply.done(request.body().contact())));
        served.add(serve(
                DispatchAddresses.JOURNAL,
                request -> Reply.done(new Journal.Events(List.of(
                        Samples.exhausted(request.body().after().getFirst().aggregate()))))));
        served.add(serve(
                DispatchAddresses.DECISIONS,
                request -> Reply.done(new CallDecision.Listing(List.of(Samples.asked()), false))));
        served.add(serve(PaymentAddresses.JOURNAL, request -> Reply.done(new Journal.Events(List.of()))));
        served.add(serve(BookingAddresses.JOURNAL, request -> Reply.done(new Journal.Events(List.of()))));
        return Future.all(served).mapEmpty();
    }

    private Reply<BookingView> booking(Request<BookingCommand> request) {
        return switch (request.body()) {
            case BookingCommand.RequestRide ride -> {
                String fingerprint = String.valueOf(request.fingerprint());
                Kept before = kept.get(request.id());
                if (before != null && !Objects.equals(before.fingerprint(), fingerprint))
                    yield Reply.refused(Refusal.IDEMPOTENCY_KEY_REUSED, "this key was used for another request");
                if (before != null) yield Reply.replayed(before.booking());
                BookingView booking = Samples.booking(ride.ride(), ride.rider(), 1, RideStatus.REQUESTED);
                kept.put(request.id(), new Kept(fingerprint, booking));
                yield Reply.done(booking);
            }
            case BookingCommand.CancelBooking cancel ->
                Reply.done(Samples.booking(cancel.ride(), cancel.rider(), 4, RideStatus.CANCEL_PENDING));
        };
    }

    private <C, R> Future<?> serve(Address<C, R> address, Function<Request<C>, Reply<R>> usual) {
        if (registrations.containsKey(address)) return Future.succeededFuture();
        Future<Registration> registered = bus.serve(address, request -> {
            seen.add(request);
            var other = told.get(address);
            if (other == null) return Future.succeededFuture(usual.apply(request));
            @SuppressWarnings("unchecked")
            Future<Reply<R>> answer = (Future<Reply<R>>) (Future<?>) other.apply(request);
            return answer;
        });
        return registered.onSuccess(registration -> registrations.put(address, registration));
    }
}

package io.tanda.booking.outbound;

import io.tanda.booking.application.Neighbours;
import io.tanda.booking.application.Payers;
import io.tanda.booking.domain.FollowUp;
import io.tanda.booking.domain.Payer;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.payment.ListMethods;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.MethodView;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.platform.bus.AskFailed;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The other contexts, asked over the bus; from the verticle's context only. */
public final class BusNeighbours implements Neighbours, Payers {
    /**
     * Real time. One that did not answer is left alone so long: during its outage the bookings that are due would each wait for it in
     * turn, and hold up the deadlines of all others.
     */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    /** Real time. While a booking is overdue it is asked for every half minute at least. */
    private static final Duration STALE = Duration.ofMinutes(2);

    private final Bus bus;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final Duration outage;
    private final Map<Address<?, ?>, Silence> silent = new HashMap<>();

    /** Of one that answered nothing since then. */
    private record Silence(long sinceNanos, long askedNanos) {}

    /** Where a question goes. */
    public interface Bus {
        <C, R> Future<Reply<R>> ask(Address<C, R> address, Request<C> question);
    }

    /**
     * @param outage a silence as long as this, in real time, is no restart and no moment of load
     * @param nanos real time
     */
    public BusNeighbours(Bus bus, InstantSource clock, Duration outage, LongSupplier nanos) {
        this.bus = bus;
        this.clock = clock;
        this.outage = outage;
        this.nanos = nanos;
    }

    @Override
    public Future<Boolean> knownToDispatch(RideId ride) {
        return ask(DispatchAddresses.JOURNAL, new Journal.Read(List.of(new Journal.After(ride.value(), 0))))
                .map(reply -> switch (reply) {
                    case Reply.Done<Journal.Events> done ->
                        !done.value().events().isEmpty();
                    case Reply.Refused<Journal.Events> refused -> false;
                })
                .recover(failure -> isOut(DispatchAddresses.JOURNAL)
                        ? Future.succeededFuture(false)
                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Optional<FollowUp>> fare(RideId ride) {
        return ask(PaymentAddresses.GET, new PaymentQuery(ride, null)).map(reply -> switch (reply) {
            case Reply.Done<PaymentView> done -> fare(done.value());
            case Reply.Refused<PaymentView> refused -> Optional.empty();
        });
    }

    private static Optional<FollowUp> fare(PaymentView payment) {
        return switch (payment.status()) {
            case CAPTURED, TENDERED, OVERPAID -> Optional.of(new FollowUp.SettleFare(payment.amount()));
            case WRITTEN_OFF ->
                Optional.of(
                        new FollowUp.SettleFare(new Money(0, payment.amount().currency())));
            case OWED -> Optional.of(new FollowUp.OweFare());
            case PENDING, DECLINED, UNKNOWN, AWAITED -> Optional.empty();
        };
    }

    @Override
    public Future<Payer> of(RiderId rider) {
        return ask(PaymentAddresses.METHODS, new ListMethods(rider)).map(reply -> switch (reply) {
            case Reply.Done<MethodList> done -> payer(done.value());
            case Reply.Refused<MethodList> refused -> Payer.NOBODY;
        });
    }

    private static Payer payer(MethodList list) {
        Map<MethodId, MethodKind> methods = new HashMap<>();
        MethodId usual = null;
        for (MethodView method : list.items()) {
            methods.put(method.id(), method.kind());
            if (method.usual()) usual = method.id();
        }
        return new Payer(methods, usual);
    }

    private <C, R> Future<Reply<R>> ask(Address<C, R> address, C question) {
        long now = nanos.getAsLong();
        Silence before = silent.get(address);
        if (before != null && now - before.askedNanos < LEFT_ALONE.toNanos())
            return Future.failedFuture(
                    new AskFailed(AskFailed.Kind.NOBODY_THERE, address + " did not answer a moment ago"));
        return bus.ask(address, new Request<>(CommandId.next(), Actor.SYSTEM, clock.instant(), null, null, question))
                .onSuccess(answered -> silent.remove(address))
                .onFailure(failure -> silent.merge(address, new Silence(now, nanos.getAsLong()), this::goesOn));
    }

    /** A question long ago that nobody answered tells nothing of the time between. */
    private Silence goesOn(Silence known, Silence again) {
        boolean longAgo = again.sinceNanos - known.askedNanos > STALE.toNanos();
        return longAgo ? again : new Silence(known.sinceNanos, again.askedNanos);
    }

    private boolean isOut(Address<?, ?> address) {
        Silence silence = silent.get(address);
        return silence != null && nanos.getAsLong() - silence.sinceNanos >= outage.toNanos();
    }
}

package io.tanda.booking.outbound;

import io.tanda.booking.application.Neighbours;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Addresses;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The other contexts, asked over the bus. */
public final class BusNeighbours implements Neighbours {
    private final Bus bus;
    private final InstantSource clock;

    public BusNeighbours(Bus bus, InstantSource clock) {
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public Future<Boolean> knownToDispatch(RideId ride) {
        return ask(Addresses.DISPATCH_JOURNAL, new Journal.Read(List.of(new Journal.After(ride.value(), 0))))
                .map(reply -> switch (reply) {
                    case Reply.Done<Journal.Events> done ->
                        !done.value().events().isEmpty();
                    case Reply.Refused<Journal.Events> refused -> false;
                });
    }

    @Override
    public Future<Optional<Money>> captured(RideId ride) {
        return ask(Addresses.PAYMENT_GET, new PaymentQuery(ride, null)).map(reply -> switch (reply) {
            case Reply.Done<PaymentView> done ->
                done.value().status() == PaymentView.Status.CAPTURED
                        ? Optional.of(done.value().amount())
                        : Optional.empty();
            case Reply.Refused<PaymentView> refused -> Optional.empty();
        });
    }

    private <C, R> Future<Reply<R>> ask(Address<C, R> address, C question) {
        return bus.ask(address, new Request<>(CommandId.next(), Actor.SYSTEM, clock.instant(), null, null, question));
    }
}

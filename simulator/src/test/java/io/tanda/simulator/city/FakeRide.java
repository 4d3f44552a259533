package io.tanda.simulator.city;

import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentView;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ride as the city hall in memory keeps it. */
final class FakeRide {
    final RideId id = RideId.next();
    final TandaClient.BookingRequest request;
    final RiderId rider;
    final List<BookingEvent> events = new ArrayList<>();
    final Set<UUID> asked = new HashSet<>();
    RideStatus status = RideStatus.REQUESTED;

    @Nullable
    UUID driver;

    @Nullable
    Instant noShowFrom;

    DriverRide.@Nullable Collect collect;

    @Nullable
    HttpServerResponse stream;

    private final DomainTime time;

    FakeRide(DomainTime time, RiderId rider, TandaClient.BookingRequest request) {
        this.time = time;
        this.rider = rider;
        this.request = request;
    }

    void happened(BookingEvent event, RideStatus now) {
        events.add(event);
        status = now;
        HttpServerResponse open = stream;
        if (open != null) open.write(text(events.size()));
    }

    String text(int version) {
        BookingEvent event = events.get(version - 1);
        return "id: " + version + "\nevent: " + BookingEvent.TOPIC.typeOf(event) + "\ndata: {\"body\":"
                + Wire.encodeText(event) + "}\n\n";
    }

    BookingView view() {
        return new BookingView(
                id,
                rider,
                events.size(),
                status,
                request.pickup(),
                request.dropoff(),
                request.passengers(),
                request.paymentMethod(),
                time.now(),
                time.now(),
                false,
                null,
                null,
                null,
                null,
                null,
                time.now(),
                request.pickupAt(),
                null,
                null,
                null);
    }

    /** As history has it: what an operator's list needs. */
    RideRecord record() {
        boolean paid = status == RideStatus.COMPLETED;
        PaymentView.Status payment = paid ? PaymentView.Status.CAPTURED : null;
        Money amount = paid ? FakeTanda.FARE : null;
        return new RideRecord(
                id, rider, null, null, null, status, null, null, null, null, null, null, null, null, null, null, null,
                null, payment, amount, null, null, null, null, null, List.of());
    }

    DriverRide mine() {
        return new DriverRide(
                id,
                events.size(),
                status,
                new DriverId(driver == null ? new UUID(0, 0) : driver),
                TaxiId.next(),
                request.pickup().point(),
                request.dropoff().point(),
                1,
                time.now(),
                time.now(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                noShowFrom,
                request.paymentMethod(),
                collect);
    }
}

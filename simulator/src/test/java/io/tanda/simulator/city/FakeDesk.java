package io.tanda.simulator.city;

import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.client.TandaClient;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.Money;
import io.tanda.contract.RefundId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.Wire;
import io.tanda.contract.dispatch.Duty;
import io.tanda.contract.dispatch.Fleet;
import io.tanda.contract.dispatch.FleetDuty;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundView;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What operators ask of the city hall in memory. */
final class FakeDesk {
    private static final GeoPoint DOWNTOWN = new GeoPoint(40.71, -74.01);

    private final FakeTanda hall;
    int refunds;
    int byHand;

    FakeDesk(FakeTanda hall) {
        this.hall = hall;
    }

    void opensOn(Router router) {
        router.get("/v1/desk/rides").handler(r -> FakeTanda.ok(r, new Page(openCalls(), "a-cursor")));
        router.get("/v1/desk/duty").handler(r -> FakeTanda.ok(r, new Page(freeDrivers(), "a-cursor")));
        router.post("/v1/desk/rides/:id/assign").handler(this::assign);
        router.get("/v1/ride-history").handler(r -> FakeTanda.ok(r, records(r)));
        router.post("/v1/rides/:id/collect").handler(r -> settle(r, PaymentView.Status.TENDERED));
        router.post("/v1/rides/:id/write-off").handler(r -> settle(r, PaymentView.Status.WRITTEN_OFF));
        router.post("/v1/rides/:id/refund").handler(this::refund);
    }

    /** @param next as if there were more: no cursor is anything but a text to a client */
    private record Page(List<?> items, String next) {}

    private List<RidesUnderWay.Item> openCalls() {
        return hall.rides.values().stream()
                .filter(ride -> ride.status == RideStatus.REQUESTED)
                .map(ride -> new RidesUnderWay.Item(
                        ride.id,
                        ride.events.size(),
                        ride.status,
                        ride.rider,
                        null,
                        null,
                        null,
                        ride.request.pickup().point(),
                        ride.request.dropoff().point(),
                        null,
                        1,
                        ride.events.getLast().at(),
                        null,
                        null,
                        false))
                .toList();
    }

    private List<FleetDuty.Item> freeDrivers() {
        return hall.freeDrivers().stream()
                .map(driver -> new FleetDuty.Item(
                        new DriverId(driver),
                        "d",
                        Fleet.Standing.ACTIVE,
                        Duty.State.AVAILABLE,
                        null,
                        null,
                        null,
                        Instant.EPOCH,
                        DOWNTOWN,
                        Instant.EPOCH,
                        null))
                .toList();
    }

    private void assign(RoutingContext request) {
        UUID driver = UUID.fromString(Wire.decode(request.body().asString(), JsonNode.class)
                .get("driver")
                .asText());
        FakeRide ride = hall.ride(request);
        if (hall.give(ride, driver)) {
            byHand++;
            FakeTanda.ok(request, ride.mine());
        } else FakeTanda.refuse(request, 409, "call_already_dispatched");
    }

    private TandaClient.RidePage records(RoutingContext request) {
        RideStatus status = request.queryParam("status").stream()
                .map(word -> RideStatus.valueOf(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
        List<RideRecord> records = hall.rides.values().stream()
                .filter(ride -> ride.status == status)
                .map(FakeRide::record)
                .toList();
        return new TandaClient.RidePage(records, null);
    }

    private void settle(RoutingContext request, PaymentView.Status how) {
        FakeRide ride = hall.ride(request);
        if (ride.status != RideStatus.OWED) {
            FakeTanda.refuse(request, 409, "step_not_allowed");
            return;
        }
        ride.happened(hall.paid(ride), RideStatus.COMPLETED);
        FakeTanda.ok(
                request,
                new PaymentView(
                        ride.id, ride.rider, Purpose.FARE, FakeTanda.FARE, how, 1, null, null, null, Instant.EPOCH));
    }

    private void refund(RoutingContext request) {
        FakeRide ride = hall.ride(request);
        Money amount = Wire.decode(request.body().asString(), TandaClient.RefundRequest.class)
                .amount();
        if (ride.status != RideStatus.COMPLETED) {
            FakeTanda.refuse(request, 409, "not_captured");
            return;
        }
        refunds++;
        FakeTanda.ok(
                request,
                new RefundView(
                        RefundId.next(),
                        ride.id,
                        ride.rider,
                        amount == null ? FakeTanda.FARE : amount,
                        RefundView.Status.ASKED,
                        null,
                        Instant.EPOCH));
    }
}

package io.tanda.dispatch.call.application;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DriverRide;
import io.tanda.contract.payment.ChargeRide;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.dispatch.call.domain.Ride;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.ops.Logged;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The fast path to payment (A8). The drop-off is committed and payment charges when it reads it; asking now only tells the driver
 * sooner. So nothing that happens here can fail a drop-off: without a capture in time the ride is settling.
 */
public final class SettleFare {
    /** In all, tries included: longer than the gateway's 610 ms and two commits, shorter than a driver's patience. */
    static final Duration LIMIT = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(SettleFare.class);

    private final RealTime time;
    private final Payment payment;
    private final Turns turns;
    private final Commits<Change> commits;
    private final CollectFare collectFare;

    /** Asked to charge a ride; fails when nobody answers. */
    @FunctionalInterface
    public interface Payment {
        Future<Reply<PaymentView>> charge(Request<ChargeRide> request);
    }

    public SettleFare(RealTime time, Payment payment, Turns turns, Commits<Change> commits, CollectFare collectFare) {
        this.time = time;
        this.payment = payment;
        this.turns = turns;
        this.commits = commits;
        this.collectFare = collectFare;
    }

    /** What was answered before stays: the event charges all the same. */
    Future<Reply<DriverRide>> settle(Request<?> request, Reply<DriverRide> reply) {
        if (!(reply instanceof Reply.Done<DriverRide> done)
                || done.replayed()
                || done.value().status() != RideStatus.SETTLING) return Future.succeededFuture(reply);
        return time.within(LIMIT, turns.after(done.value().id()).compose(found -> charge(request, found)))
                .compose(payment -> payment.map(heard -> settle(request, done, heard))
                        .orElseGet(() -> Future.succeededFuture(reply)))
                .recover(failure -> {
                    about(log.atInfo(), request, done.value().id())
                            .log("Ride {} is settling: {}", done.value().id(), failure.getMessage());
                    return Future.succeededFuture(reply);
                });
    }

    /** A definite decline keeps the driver; payment's event would say so too, a moment later, when he may have driven on. */
    private Future<Reply<DriverRide>> settle(Request<?> request, Reply.Done<DriverRide> done, PaymentView payment) {
        return switch (payment.status()) {
            case CAPTURED, TENDERED, OVERPAID ->
                keep(
                        request,
                        RideView.with(done.value(), RideView.paid(done.value().aborted())));
            case DECLINED, OWED ->
                collectFare
                        .declined(done.value().id(), payment.code(), Cause.of(request))
                        .compose(ride -> ride.map(collecting -> keep(request, collecting))
                                .orElseGet(() -> Future.succeededFuture(done)));
            case PENDING, UNKNOWN, AWAITED, WRITTEN_OFF -> Future.succeededFuture(done);
        };
    }

    private Future<Optional<PaymentView>> charge(Request<?> request, Optional<Found> found) {
        if (found.isEmpty() || !(found.get().ride() instanceof Ride.DroppedOff over))
            return Future.succeededFuture(Optional.empty());
        if (over.review() != null) {
            about(log.atWarn(), request, over.id())
                    .log("Ride {} is not charged before somebody has looked at it: {}", over.id(), over.review());
            return Future.succeededFuture(Optional.empty());
        }
        ChargeRide charge = new ChargeRide(
                over.id(),
                over.order().rider(),
                Purpose.FARE,
                over.fare().total(),
                over.order().paymentMethodId(),
                over.assignment().driver());
        return payment.charge(
                        new Request<>(commandId(over.id()), Actor.SYSTEM, request.at(), null, request.trace(), charge))
                .map(SettleFare::heard);
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, Request<?> request, RideId ride) {
        return line.addKeyValue(Logged.RIDE, ride).addKeyValue(Logged.TRACE, Logged.traceId(request.trace()));
    }

    private static Optional<PaymentView> heard(Reply<PaymentView> reply) {
        return reply instanceof Reply.Done<PaymentView> done ? Optional.of(done.value()) : Optional.empty();
    }

    /** Kept first: a repetition of the drop-off says the same. */
    private Future<Reply<DriverRide>> keep(Request<?> request, DriverRide ride) {
        return commits.amend(request.id(), Wire.encodeText(ride)).map(kept -> Reply.done(ride));
    }

    /** One intention for each ride, whoever asks and how often. */
    static CommandId commandId(RideId ride) {
        return new CommandId(UUID.nameUUIDFromBytes(("dispatch.charge-fare:" + ride).getBytes(StandardCharsets.UTF_8)));
    }
}

package io.tanda.message.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.ChargeService;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundFare;
import io.tanda.contract.payment.RefundView;
import io.tanda.message.application.Messages;
import io.tanda.message.domain.Message;
import io.tanda.message.domain.MessageDecider.Payment;
import io.tanda.platform.bus.AskFailed;
import io.tanda.platform.bus.Bus;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;

/** Payment, asked over the bus: a message is what is sold, and its id what payment knows it by. */
@NullMarked
public final class BusPayments implements Messages.Payments {
    /** Where payment cannot be asked. */
    private static final int AGAIN_SECONDS = 2;

    private final Bus bus;
    private final InstantSource clock;

    public BusPayments(Bus bus, InstantSource clock) {
        this.bus = bus;
        this.clock = clock;
    }

    @Override
    public Future<Payment> charge(Message message) {
        ChargeService service = new ChargeService(
                message.id().value(),
                Objects.requireNonNull(message.ride()),
                new RiderId(message.from().id()),
                Objects.requireNonNull(message.price()),
                null,
                message.to().role() == Role.DRIVER ? new DriverId(message.to().id()) : null);
        return ask(PaymentAddresses.CHARGE_SERVICE, Id.next(), service)
                .map(BusPayments::said)
                .recover(failure -> failure instanceof AskFailed failed
                        ? switch (failed.kind()) {
                            case NOBODY_THERE, OVERLOADED, UNAVAILABLE ->
                                Future.succeededFuture(new Payment.NotAsked("payment does not answer", AGAIN_SECONDS));
                            case UNKNOWN, CONFLICT -> Future.succeededFuture(new Payment.Unknown());
                            case BUG -> Future.failedFuture(failed);
                        }
                        : Future.failedFuture(failure));
    }

    private static Payment said(Reply<PaymentView> reply) {
        return switch (reply) {
            case Reply.Done<PaymentView> done ->
                switch (done.value().status()) {
                    case CAPTURED, OVERPAID, TENDERED -> new Payment.Captured();
                    case DECLINED ->
                        new Payment.Declined(
                                Objects.requireNonNullElse(done.value().code(), "declined"));
                    case WRITTEN_OFF -> new Payment.Declined("written_off");
                    case PENDING, UNKNOWN, OWED, AWAITED -> new Payment.Unknown();
                };
            case Reply.Refused<PaymentView> refused
            when refused.refusal() == Refusal.GATEWAY_UNAVAILABLE ->
                new Payment.NotAsked(
                        refused.detail(), Objects.requireNonNullElse(refused.retryAfterSeconds(), AGAIN_SECONDS));
            case Reply.Refused<PaymentView> refused ->
                throw new IllegalStateException("payment takes nothing for a message: " + refused.detail());
        };
    }

    /** Payment gives it back by itself from then on; where all of it was, that is what was asked for. */
    @Override
    public Future<Boolean> giveBack(Message message) {
        UUID once = UUID.nameUUIDFromBytes(("give back " + message.id()).getBytes(UTF_8));
        RefundFare all =
                new RefundFare(new RideId(message.id().value()), null, "the message was not sent", Purpose.SERVICE);
        return ask(PaymentAddresses.REFUND, once, all)
                .map(reply -> switch (reply) {
                    case Reply.Done<RefundView> done -> done.value().status() != RefundView.Status.REFUSED;
                    case Reply.Refused<RefundView> refused -> refused.refusal() == Refusal.STEP_NOT_ALLOWED;
                })
                .recover(failure ->
                        failure instanceof AskFailed ? Future.succeededFuture(false) : Future.failedFuture(failure));
    }

    private <C, R> Future<Reply<R>> ask(Address<C, R> address, UUID id, C body) {
        return bus.ask(address, new Request<>(new CommandId(id), Actor.SYSTEM, clock.instant(), null, null, body));
    }
}

package io.tanda.message.inbound;

import io.tanda.contract.MessageId;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentEvent.ChargeEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.message.application.Change;
import io.tanda.message.application.SendMessages;
import io.tanda.message.domain.MessageDecider.Payment;
import io.tanda.platform.commit.Effects;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;

/** What others' events mean here: who may write to whom, what is paid, and what the view shows of our own. */
@NullMarked
public final class Followed {
    /** Nobody writes in the tenth of a second after he has got a driver. */
    private static final Duration GATHERED = Duration.ofMillis(100);

    private Followed() {}

    /** Dispatch alone knows both parties, in one order. */
    public static Interest<DispatchEvent, Change> rides() {
        return Interest.<DispatchEvent, Change>in(DispatchEvent.TOPIC)
                .on(DispatchEvent.CallOpened.class, of(e -> new Change.RideOf(e.ride(), e.rider())))
                .on(DispatchEvent.CallAccepted.class, of(e -> new Change.RideTaken(e.ride(), e.driver())))
                .on(DispatchEvent.CallReopened.class, of(e -> new Change.RideTaken(e.ride(), null)))
                .on(DispatchEvent.CallExhausted.class, of(e -> new Change.RideOver(e.ride(), e.at())))
                .on(DispatchEvent.CallWithdrawn.class, of(e -> new Change.RideOver(e.ride(), e.at())))
                .on(DispatchEvent.NoShowMarked.class, of(e -> new Change.RideOver(e.ride(), e.at())))
                .on(DispatchEvent.PassengerDroppedOff.class, of(e -> new Change.RideOver(e.ride(), e.at())))
                .gathering(GATHERED);
    }

    /** Of what is sold. Of what is owed people find out, and until then our own deadline counts. */
    public static Interest<PaymentEvent, Change> payments(SendMessages send) {
        return Interest.<PaymentEvent, Change>in(PaymentEvent.TOPIC)
                .on(PaymentEvent.ChargeCaptured.class, (e, recorded) -> send.paid(message(e), new Payment.Captured()))
                .on(PaymentEvent.ChargeOverpaid.class, (e, recorded) -> send.paid(message(e), new Payment.Captured()))
                .on(
                        PaymentEvent.ChargeDeclined.class,
                        (e, recorded) -> send.paid(message(e), new Payment.Declined(e.code())))
                .only(event -> event instanceof ChargeEvent charge && charge.purpose() == Purpose.SERVICE);
    }

    private static MessageId message(ChargeEvent event) {
        return new MessageId(event.charge().value());
    }

    public static Interest<MessageEvent, Change> mailbox() {
        Interest<MessageEvent, Change> interest = Interest.in(MessageEvent.TOPIC);
        return interest.on(MessageEvent.MessageHeld.class, Followed::shown)
                .on(MessageEvent.MessageSent.class, Followed::shown)
                .on(MessageEvent.MessageRefused.class, Followed::shown)
                .on(MessageEvent.MessageRead.class, Followed::shown)
                .on(MessageEvent.MessageDeleted.class, Followed::shown);
    }

    private static Future<Effects<Change>> shown(MessageEvent event, Recorded recorded) {
        return Future.succeededFuture(Effects.of(new Change.Shown(event, recorded.version())));
    }

    private static <E extends DispatchEvent> Interest.Meaning<E, Change> of(Function<E, Change> change) {
        return (event, recorded) -> Future.succeededFuture(Effects.of(change.apply(event)));
    }
}

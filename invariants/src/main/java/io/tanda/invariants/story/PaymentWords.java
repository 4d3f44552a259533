package io.tanda.invariants.story;

import static io.tanda.invariants.story.Names.money;
import static io.tanda.invariants.story.Names.words;

import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What payment tells, in words. */
final class PaymentWords {
    private PaymentWords() {}

    static String of(PaymentEvent event) {
        boolean beside = event instanceof PaymentEvent.ChargeEvent charge && charge.purpose() != Purpose.FARE;
        return beside ? named(((PaymentEvent.ChargeEvent) event).purpose()) + told(event) : told(event);
    }

    private static String named(Purpose purpose) {
        return words(purpose.name().toLowerCase(Locale.ROOT)) + ": ";
    }

    private static String told(PaymentEvent event) {
        return switch (event) {
            case PaymentEvent.ChargeAttempted e ->
                "the gateway was asked for " + money(e.amount()) + ", attempt " + e.attempt();
            case PaymentEvent.ChargeCaptured e ->
                "the gateway took " + money(e.amount()) + " (" + e.gatewayReference() + ")";
            case PaymentEvent.ChargeDeclined e ->
                "the gateway declined attempt " + e.attempt() + ": " + words(e.code());
            case PaymentEvent.ChargeUnknown e ->
                "the gateway did not say what became of attempt " + e.attempt()
                        + ": it is asked again with the same key";
            case PaymentEvent.ChargeOwed e ->
                money(e.amount()) + " are owed" + because(e.code()) + (e.detail() == null ? "" : ": " + e.detail());
            case PaymentEvent.TenderAwaited e -> money(e.amount()) + " are to be paid in the car";
            case PaymentEvent.ChargeTendered e ->
                money(e.amount()) + " were paid without the gateway"
                        + (e.reason() == null ? "" : ": \"" + e.reason() + "\"");
            case PaymentEvent.ChargeWrittenOff e -> money(e.amount()) + " were written off: \"" + e.reason() + "\"";
            case PaymentEvent.ChargeOverpaid e ->
                "the gateway took " + money(e.amount()) + " (" + e.gatewayReference()
                        + ") although it was settled otherwise: somebody has to give it back";
            case PaymentEvent.RefundAsked e ->
                "the gateway was asked to give back " + money(e.amount()) + ": \"" + e.reason() + "\"";
            case PaymentEvent.RefundMade e ->
                "the gateway gave back " + money(e.amount()) + " (" + e.gatewayReference() + ")";
            case PaymentEvent.RefundRefused e -> "the gateway gave nothing back: " + words(e.code());
            case PaymentEvent.RefundDisputed e ->
                "the gateway says something else of a refund, and somebody has to look: " + e.detail();
            case PaymentEvent.MethodEvent e -> "the rider's payment methods changed";
        };
    }

    private static String because(@Nullable String code) {
        return code == null ? "" : ", in doubt (" + words(code) + ")";
    }
}

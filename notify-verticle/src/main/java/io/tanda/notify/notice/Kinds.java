package io.tanda.notify.notice;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.event.RideEvent;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;

/** What a notice is about, by which words are found: the event's wire name, and after it what tells events of one name apart. */
public final class Kinds {
    private static final String FEE = ".fee";

    private Kinds() {}

    /** @param type the event's wire name, such as {@code payment.charge-captured.v1} */
    public static String of(RideEvent event, String type) {
        return switch (event) {
            case PaymentEvent.ChargeEvent charge -> of(type, charge.purpose());
            case BookingEvent.RideCanceled canceled -> canceled.fee() == null ? type : type + FEE;
            case BookingEvent.RiderNoShow missed -> missed.fee() == null ? type : type + FEE;
            case RideEvent other -> type;
        };
    }

    static String of(String type, Purpose purpose) {
        return purpose == Purpose.FARE ? type : type + "." + purpose.wireName();
    }

    /** The event's wire name alone. */
    public static String eventOf(String kind) {
        int version = kind.lastIndexOf(".v");
        int end = kind.indexOf('.', version + 1);
        return version < 0 || end < 0 ? kind : kind.substring(0, end);
    }
}

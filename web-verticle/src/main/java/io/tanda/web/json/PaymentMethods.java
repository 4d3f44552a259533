package io.tanda.web.json;

import static io.tanda.web.json.Fields.oneOf;

import io.tanda.contract.booking.PaymentMethod;
import io.tanda.web.json.Fields.Kind;
import java.util.Map;
import java.util.TreeMap;

/** {@code PaymentMethod} and {@code Tender} of the contract. */
public final class PaymentMethods {
    private static final Map<String, PaymentMethod> IN_CAR =
            Map.of("cash", PaymentMethod.CASH, "terminal", PaymentMethod.TERMINAL);

    public static final Kind<PaymentMethod> ANY = oneOf(with("card", PaymentMethod.CARD));
    /** Where there is no car. */
    public static final Kind<PaymentMethod> CARD = oneOf(new TreeMap<>(Map.of("card", PaymentMethod.CARD)));
    /** Seen by the driver or an operator, and never by the gateway. */
    public static final Kind<PaymentMethod> TENDER = oneOf(new TreeMap<>(IN_CAR));

    private PaymentMethods() {}

    private static Map<String, PaymentMethod> with(String name, PaymentMethod method) {
        Map<String, PaymentMethod> all = new TreeMap<>(IN_CAR);
        all.put(name, method);
        return all;
    }
}

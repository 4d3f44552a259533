package io.tanda.payment.gateway.stripe;

import io.tanda.contract.payment.GatewayToken;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rider's app registers: {@code cus_...:pm_...}, the customer at Stripe and one of its payment methods. */
record StripeToken(String customer, String paymentMethod) {
    private static final Pattern FORM = Pattern.compile("(cus_[A-Za-z0-9]+):((?:pm|card|src)_[A-Za-z0-9_]+)");

    /** Empty: it is another gateway's. */
    static Optional<StripeToken> of(GatewayToken token) {
        Matcher form = FORM.matcher(token.value());
        return form.matches() ? Optional.of(new StripeToken(form.group(1), form.group(2))) : Optional.empty();
    }

    @Override
    public String toString() {
        return "StripeToken";
    }
}

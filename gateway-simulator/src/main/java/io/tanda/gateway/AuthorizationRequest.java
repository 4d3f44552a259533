package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant asks of the gateway: whether an amount could be taken by what a token stands for. The amount is held until it is voided,
 * and never taken.
 *
 * @param customer as the merchant names them; the gateway does not look at it
 * @param token for a card or an account that the customer gave to the gateway: {@code tok_visa_4242}, {@code tok_bank_0199}; one that is
 *     always declined says so, {@code tok_declined_4002}
 * @param metadata as of a charge
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AuthorizationRequest(
        String customer,
        String token,
        ChargeRequest.Amount amount,
        @Nullable Map<String, String> metadata) {
    static final String PREFIX = "au_";
    /** No real one is so short: what a customer types is no token. */
    private static final Pattern TOKEN = Pattern.compile("tok_([a-z]{2,16})_([0-9]{4})(_[A-Za-z0-9-]{1,40})?");

    private static final String DECLINED = "declined";
    /** Of an account, which does not expire. */
    private static final String BANK = "bank";

    AuthorizationRequest(String customer, String token, ChargeRequest.Amount amount) {
        this(customer, token, amount, null);
    }

    AuthorizationRequest {
        ChargeRequest.requireReference("customer", customer);
        ChargeRequest.requireReference("token", token);
    }

    /** What was asked for, and what a merchant may know of the token. @param expiry absent: it does not expire */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Instrument(
            String customer,
            ChargeRequest.Amount amount,
            String brand,
            String last4,
            @Nullable String expiry) {}

    /** Why it is declined; absent: it is not. */
    @Nullable
    String refusal() {
        return refusal(token);
    }

    /** The same of a token by itself: a charge is declined for it, too. */
    static @Nullable String refusal(String token) {
        Matcher known = TOKEN.matcher(token);
        if (!known.matches()) return "unknown_token";
        return known.group(1).equals(DECLINED) ? "card_declined" : null;
    }

    /** Of a token that is known. */
    Instrument instrument() {
        return instrument(customer, amount, token);
    }

    static Instrument instrument(String customer, ChargeRequest.Amount amount, String token) {
        Matcher known = TOKEN.matcher(token);
        if (!known.matches()) throw new IllegalStateException("authorized though unknown");
        String brand = known.group(1);
        return new Instrument(customer, amount, brand, known.group(2), brand.equals(BANK) ? null : "2031-12");
    }
}

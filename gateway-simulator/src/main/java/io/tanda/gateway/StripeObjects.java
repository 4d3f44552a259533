package io.tanda.gateway;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Stripe's objects say of what the ledger has. */
final class StripeObjects {
    private final Books books;

    StripeObjects(Books books) {
        this.books = books;
    }

    static Map<String, Object> canceled(String id) {
        Map<String, Object> intent = new LinkedHashMap<>();
        intent.put("id", id);
        intent.put("object", "payment_intent");
        intent.put("status", "canceled");
        return intent;
    }

    Map<String, Object> charge(Ledger.Entry<ChargeRequest> entry) {
        ChargeRequest asked = entry.asked();
        return intent(entry, asked.rider(), asked.amount(), asked.token(), asked.metadata(), "succeeded");
    }

    Map<String, Object> authorization(Ledger.Entry<AuthorizationRequest> entry) {
        AuthorizationRequest asked = entry.asked();
        boolean voided = books.voids().ledger().done().stream()
                .anyMatch(done -> done.asked().authorization().equals(entry.id()));
        return intent(
                entry,
                asked.customer(),
                asked.amount(),
                asked.token(),
                asked.metadata(),
                voided ? "canceled" : "requires_capture");
    }

    private static Map<String, Object> intent(
            Ledger.Entry<?> entry,
            String customer,
            ChargeRequest.Amount amount,
            @Nullable String token,
            @Nullable Map<String, String> metadata,
            String done) {
        Map<String, Object> intent = object(entry.id(), "payment_intent", entry.at(), amount);
        String status = entry.done() ? done : "requires_payment_method";
        intent.put("status", status);
        intent.put("amount_received", status.equals("succeeded") ? amount.minorUnits() : 0L);
        intent.put("amount_capturable", status.equals("requires_capture") ? amount.minorUnits() : 0L);
        intent.put("customer", customer);
        intent.put("metadata", metadata == null ? Map.of() : metadata);
        if (entry.done() && token != null) intent.put("payment_method", method(customer, amount, token));
        if (!entry.done())
            intent.put(
                    "last_payment_error",
                    Map.of("code", "card_declined", "decline_code", String.valueOf(entry.code())));
        return intent;
    }

    private static Map<String, Object> method(String customer, ChargeRequest.Amount amount, String token) {
        AuthorizationRequest.Instrument instrument = AuthorizationRequest.instrument(customer, amount, token);
        String expiry = instrument.expiry();
        if (expiry == null)
            return Map.of("type", "us_bank_account", "us_bank_account", Map.of("last4", instrument.last4()));
        return Map.of(
                "type",
                "card",
                "card",
                Map.of(
                        "brand",
                        instrument.brand(),
                        "last4",
                        instrument.last4(),
                        "exp_year",
                        Integer.parseInt(expiry.substring(0, 4)),
                        "exp_month",
                        Integer.parseInt(expiry.substring(5))));
    }

    Map<String, Object> refund(Ledger.Entry<RefundRequest> entry) {
        RefundRequest asked = entry.asked();
        Map<String, Object> refund = object(entry.id(), "refund", entry.at(), asked.amount());
        refund.put("status", entry.done() ? "succeeded" : "failed");
        refund.put("payment_intent", asked.charge());
        Map<String, String> metadata = asked.metadata();
        refund.put("metadata", metadata == null ? Map.of() : metadata);
        return refund;
    }

    private static Map<String, Object> object(String id, String kind, Instant at, ChargeRequest.Amount amount) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("id", id);
        object.put("object", kind);
        object.put("created", at.getEpochSecond());
        object.put("amount", amount.minorUnits());
        object.put("currency", amount.currency().toLowerCase(Locale.ROOT));
        return object;
    }

    /** What the answer says, with the mistake that was asked for. */
    static Map<String, Object> wrong(Acquirer<?> acquirer, Map<String, Object> object) {
        Mistake mistake = acquirer.mistake();
        if (mistake == null) return object;
        Map<String, Object> wrong = new LinkedHashMap<>(object);
        switch (mistake) {
            case AMOUNT -> {
                for (String field : List.of("amount", "amount_received", "amount_capturable"))
                    wrong.computeIfPresent(field, (name, amount) -> (Long) amount + 1);
            }
            case CURRENCY -> wrong.put("currency", "eur".equals(wrong.get("currency")) ? "krw" : "eur");
            case REFERENCE, KEY -> {
                wrong.put("metadata", Map.of("key", "other"));
                wrong.computeIfPresent("payment_intent", (name, id) -> "other-" + id);
            }
            case LONG_ID -> wrong.put("id", wrong.get("id") + "x".repeat(300));
        }
        return wrong;
    }

    /** A charge of a list of what was moved: the intent's, under its id. */
    Map<String, Object> moved(Ledger.Entry<ChargeRequest> entry) {
        long captured = entry.done() ? entry.asked().amount().minorUnits() : 0L;
        Map<String, Object> charge =
                object(entry.id(), "charge", entry.at(), entry.asked().amount());
        charge.put("payment_intent", entry.id());
        charge.put("amount_captured", captured);
        charge.put("paid", entry.done());
        charge.put("captured", entry.done());
        return charge;
    }
}

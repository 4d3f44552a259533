package io.tanda.payment.gateway.stripe;

import io.tanda.contract.Money;
import io.tanda.payment.gateway.Said;
import io.tanda.payment.gateway.Said.Asked;
import io.tanda.payment.method.domain.Instrument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Stripe's objects and errors say. */
final class StripeAnswers {
    /** Where our key is, and what it is about. */
    static final String METADATA = "metadata";

    static final String KEY = "key";
    static final String SUCCEEDED = "succeeded";
    static final String REQUIRES_CAPTURE = "requires_capture";
    private static final String CANCELED = "canceled";
    /** Of a request: what it names is not there, or not the customer's. */
    private static final Set<String> NOT_THERE = Set.of("customer", "payment_method");

    private StripeAnswers() {}

    /** @param wanted the status that a yes has */
    static Said intent(HttpResponse<Buffer> response, Asked asked, String wanted) {
        return response.statusCode() == 200
                ? intent(response.bodyAsJsonObject(), asked, wanted)
                : error(response, asked);
    }

    static Said intent(JsonObject intent, Asked asked, String wanted) {
        String status = intent.getString("status", "");
        if (status.equals(wanted))
            return Said.done(asked, status, about(intent, asked, wanted), intent.getValue("id"), instrument(intent));
        return switch (status) {
            // Nobody else has its client secret, and we do not confirm it again: it takes nothing any more.
            case "requires_payment_method", "requires_action" -> refused(intent, asked, status);
            case CANCELED -> refused(intent, asked, CANCELED);
            // A bank's debit takes days; it is asked again.
            case "processing" -> new Said.Nothing(status);
            case SUCCEEDED, REQUIRES_CAPTURE -> Said.other(asked, status + " instead of " + wanted);
            default -> Said.nothing(asked, "status " + Said.quoted(status));
        };
    }

    private static Said refused(JsonObject intent, Asked asked, String otherwise) {
        String key = key(intent);
        if (!key.equals(asked.key())) return Said.other(asked, otherwise + " what has the key " + Said.quoted(key));
        return intent.getValue("last_payment_error") instanceof JsonObject error
                ? Said.refused(code(error), otherwise)
                : new Said.Refused(otherwise);
    }

    /** What it says that it took or holds, and for what. */
    private static Asked about(JsonObject intent, Asked asked, String wanted) {
        return new Asked(
                key(intent),
                asked.field(),
                Said.name(metadata(intent).getValue(asked.field())),
                money(intent, wanted.equals(SUCCEEDED) ? "amount_received" : "amount_capturable"));
    }

    static Said voided(HttpResponse<Buffer> response, Asked asked) {
        if (response.statusCode() == 200) return voided(response.bodyAsJsonObject(), asked);
        JsonObject error = body(response);
        boolean canceledBefore = "payment_intent_unexpected_state".equals(error.getValue("code"))
                && error.getValue("payment_intent") instanceof JsonObject intent
                && CANCELED.equals(intent.getValue("status"));
        return canceledBefore || isNotThere(error)
                ? Said.refused(error.getValue("code"), CANCELED)
                : error(response, asked);
    }

    private static Said voided(JsonObject intent, Asked asked) {
        String status = intent.getString("status", "");
        if (!status.equals(CANCELED)) return Said.nothing(asked, "status " + Said.quoted(status));
        Asked said = new Asked(asked.key(), asked.field(), Said.name(intent.getValue("id")), null);
        return Said.done(asked, status, said, intent.getValue("id"), null);
    }

    static Said refund(HttpResponse<Buffer> response, Asked asked) {
        if (response.statusCode() == 200) return refund(response.bodyAsJsonObject(), asked);
        JsonObject error = body(response);
        boolean tooMuch = "charge_already_refunded".equals(error.getValue("code"))
                || (response.statusCode() == 400 && "amount".equals(error.getValue("param")));
        if (tooMuch) return Said.refused(error.getValue("code"), "exceeds_captured");
        return isNotThere(error) ? Said.refused(error.getValue("code"), "unknown_charge") : error(response, asked);
    }

    static Said refund(JsonObject refund, Asked asked) {
        String status = refund.getString("status", "");
        return switch (status) {
            // On its way to a bank: it is taken from our balance already.
            case SUCCEEDED, "pending" ->
                Said.done(
                        asked,
                        status,
                        new Asked(
                                key(refund),
                                asked.field(),
                                Said.name(refund.getValue("payment_intent")),
                                money(refund, "amount")),
                        refund.getValue("id"),
                        null);
            case "failed", CANCELED -> Said.refused(refund.getValue("failure_reason"), status);
            default -> Said.nothing(asked, "status " + Said.quoted(status));
        };
    }

    /** The object of a list that has our key. */
    static Optional<JsonObject> withKey(JsonObject list, String key) {
        JsonArray data = list.getJsonArray("data");
        for (int i = 0; i < data.size(); i++)
            if (key(data.getJsonObject(i)).equals(key)) return Optional.of(data.getJsonObject(i));
        return Optional.empty();
    }

    /** What is no object of the asked kind. */
    static Said error(HttpResponse<Buffer> response, Asked asked) {
        int status = response.statusCode();
        JsonObject error = body(response);
        Object code = code(error);
        if (status == 402)
            return error.getValue("payment_intent") instanceof JsonObject intent
                            && !key(intent).equals(asked.key())
                    ? Said.other(asked, "a decline of what has the key " + Said.quoted(key(intent)))
                    : Said.refused(code, "declined");
        // Two of our calls at once: the other one is answered, and this one is asked again.
        if (status == 409) return new Said.Nothing("HTTP 409, " + Said.quoted(code));
        // The same key with other parameters: something was done by it, and nothing is said of what.
        if ("idempotency_error".equals(error.getValue("type"))) return Said.nothing(asked, "idempotency_error");
        if (status == 400 && NOT_THERE.contains(Said.name(error.getValue("param"))))
            return Said.refused(code, "unknown_token");
        return Said.byStatus(asked, status);
    }

    private static boolean isNotThere(JsonObject error) {
        return "resource_missing".equals(error.getValue("code"));
    }

    /** Why a bank said no, where it says so; else what Stripe calls it. */
    private static @Nullable Object code(JsonObject error) {
        return error.getValue("decline_code") instanceof String decline ? decline : error.getValue("code");
    }

    private static JsonObject body(HttpResponse<Buffer> response) {
        try {
            JsonObject body = response.bodyAsJsonObject();
            return body != null && body.getValue("error") instanceof JsonObject error ? error : new JsonObject();
        } catch (RuntimeException unreadable) {
            // A proxy's page: its status says what is to be said.
            return new JsonObject();
        }
    }

    /** Empty where it is no event, or about nothing of ours. */
    static String keyOfEvent(String body) {
        try {
            return new JsonObject(body).getValue("data") instanceof JsonObject data
                            && data.getValue("object") instanceof JsonObject object
                    ? key(object)
                    : "";
        } catch (DecodeException e) {
            return "";
        }
    }

    static String key(JsonObject object) {
        return Said.name(metadata(object).getValue(KEY));
    }

    private static JsonObject metadata(JsonObject object) {
        return object.getValue(METADATA) instanceof JsonObject metadata ? metadata : new JsonObject();
    }

    static @Nullable Money money(JsonObject object, String field) {
        return Said.money(
                object.getValue(field), Said.name(object.getValue("currency")).toUpperCase(Locale.ROOT));
    }

    /** Of an intent whose payment method is shown with it. */
    private static @Nullable Instrument instrument(JsonObject intent) {
        if (!(intent.getValue("payment_method") instanceof JsonObject method)) return null;
        try {
            if (method.getValue("card") instanceof JsonObject card)
                return new Instrument(
                        card.getString("brand", ""),
                        card.getString("last4", ""),
                        YearMonth.of(card.getInteger("exp_year", 0), card.getInteger("exp_month", 0)));
            return method.getValue("us_bank_account") instanceof JsonObject account
                    ? new Instrument("bank", account.getString("last4", ""), null)
                    : null;
        } catch (IllegalArgumentException | ClassCastException | DateTimeException e) {
            return null;
        }
    }
}

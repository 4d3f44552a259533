package io.tanda.payment.gateway.toss;

import io.tanda.contract.Money;
import io.tanda.payment.gateway.Said;
import io.tanda.payment.gateway.Said.Asked;
import io.tanda.payment.method.domain.Instrument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the payments and errors of Toss say. */
final class TossAnswers {
    private static final String DONE = "DONE";
    private static final String CANCELED = "CANCELED";
    private static final String PARTIAL_CANCELED = "PARTIAL_CANCELED";
    /** What a card, or who issued it, says no to. */
    private static final Set<String> DECLINED = Set.of(
            "INVALID_REJECT_CARD",
            "INVALID_STOPPED_CARD",
            "INVALID_CARD_EXPIRATION",
            "INVALID_CARD_LOST_OR_STOLEN",
            "INVALID_CARD_NUMBER",
            "INVALID_BILL_KEY_REQUEST",
            "NOT_MATCHES_CUSTOMER_KEY",
            "NOT_SUPPORTED_CARD_TYPE",
            "NOT_REGISTERED_CARD_COMPANY",
            "NOT_AVAILABLE_PAYMENT",
            "BELOW_MINIMUM_AMOUNT",
            "EXCEED_MAX_PAYMENT_AMOUNT");
    /** The words that codes of further such reasons begin with. */
    private static final Pattern DECLINES = Pattern.compile("REJECT_.*|EXCEED_MAX_.*");
    /** Of an order that there is already: it was paid, and who asks for it is told how. */
    private static final Set<String> PAID_BEFORE = Set.of("DUPLICATED_ORDER_ID", "ALREADY_PROCESSED_PAYMENT");
    /** Cannot be given back. */
    private static final Pattern NOT_CANCELABLE =
            Pattern.compile("NOT_CANCELABLE_.*|ALREADY_CANCELED_PAYMENT|EXCEED_CANCEL_.*|NOT_FOUND_PAYMENT");
    /** Of a card: digits, and stars for those that are hidden, such as {@code 43301234****123*}. */
    private static final Pattern MASKED = Pattern.compile("[0-9*]*([0-9*]{4})");

    private TossAnswers() {}

    /** @param asked whose key is the order's id */
    static Said payment(HttpResponse<Buffer> response, Asked asked) {
        return response.statusCode() == 200 ? payment(response.bodyAsJsonObject(), asked) : declined(response, asked);
    }

    private static Said payment(JsonObject payment, Asked asked) {
        String status = payment.getString("status", "");
        Asked said = new Asked(
                Said.name(payment.getValue("orderId")),
                asked.field(),
                Said.name(payment.getValue(asked.field())),
                won(payment, "totalAmount"));
        return switch (status) {
            // What was given back of it since was taken before.
            case DONE, PARTIAL_CANCELED, CANCELED ->
                Said.done(asked, status, said, payment.getValue("paymentKey"), instrument(payment));
            case "ABORTED", "EXPIRED" ->
                said.key().equals(asked.key())
                        ? Said.refused(
                                payment.getValue("failure") instanceof JsonObject failure
                                        ? failure.getValue("code")
                                        : null,
                                status)
                        : Said.other(asked, status + " what has the key " + Said.quoted(said.key()));
            case "READY", "IN_PROGRESS" -> new Said.Nothing(status);
            default -> Said.nothing(asked, "status " + Said.quoted(status));
        };
    }

    private static Said declined(HttpResponse<Buffer> response, Asked asked) {
        String code = code(response);
        return DECLINED.contains(code) || DECLINES.matcher(code).matches()
                ? Said.refused(code, code)
                : error(response, asked);
    }

    /** @param reason that the cancellation was asked for with */
    static Said canceled(HttpResponse<Buffer> response, Asked asked, String reason) {
        if (response.statusCode() != 200) return notCanceled(response, asked);
        JsonObject payment = response.bodyAsJsonObject();
        JsonObject cancel = cancel(payment, reason);
        return cancel == null
                ? Said.nothing(
                        asked, "status " + Said.quoted(payment.getValue("status")) + " without this cancellation")
                : canceled(payment, cancel, asked);
    }

    /** Of one payment that is looked at: that it has no such cancellation is an answer. */
    static Said found(HttpResponse<Buffer> response, Asked asked, String reason) {
        if (response.statusCode() != 200) return error(response, asked);
        JsonObject payment = response.bodyAsJsonObject();
        JsonObject cancel = cancel(payment, reason);
        return cancel == null ? new Said.NeverSeen() : canceled(payment, cancel, asked);
    }

    private static Said canceled(JsonObject payment, JsonObject cancel, Asked asked) {
        Object status = cancel.getValue("cancelStatus", DONE);
        if (!DONE.equals(status)) return new Said.Nothing("cancellation " + Said.quoted(status));
        return Said.done(
                asked,
                "canceled",
                new Asked(
                        asked.key(),
                        asked.field(),
                        Said.name(payment.getValue("paymentKey")),
                        asked.amount() == null
                                ? null
                                : Said.money(cancel.getValue("cancelAmount"), payment.getValue("currency"))),
                cancel.getValue("transactionKey"),
                null);
    }

    private static Said notCanceled(HttpResponse<Buffer> response, Asked asked) {
        String code = code(response);
        return NOT_CANCELABLE.matcher(code).matches() ? Said.refused(code, code) : error(response, asked);
    }

    private static @Nullable JsonObject cancel(JsonObject payment, String reason) {
        if (!(payment.getValue("cancels") instanceof JsonArray cancels)) return null;
        for (int i = 0; i < cancels.size(); i++) {
            JsonObject cancel = cancels.getJsonObject(i);
            if (reason.equals(cancel.getValue("cancelReason"))) return cancel;
        }
        return null;
    }

    static Said error(HttpResponse<Buffer> response, Asked asked) {
        int status = response.statusCode();
        String code = code(response);
        String said = "HTTP " + status + (code.isEmpty() ? "" : ", " + Said.quoted(code));
        // Two of our calls at once: the other one is answered, and this one is asked again.
        if (status == 409) return new Said.Nothing(said);
        // Looked up next, and found by its order.
        if (PAID_BEFORE.contains(code)) return new Said.Nothing(said);
        // Whoever mends the key has everything asked again.
        if (code.equals("INVALID_API_KEY") || code.equals("PROVIDER_ERROR")) return Said.nothing(asked, said);
        return status == 400 || status == 422 ? Said.notUnderstood(asked, said) : Said.nothing(asked, said);
    }

    /** That there is no such order, and not that the path is wrong. */
    static boolean isUnknown(HttpResponse<Buffer> response) {
        return code(response).startsWith("NOT_FOUND_PAYMENT");
    }

    private static String code(HttpResponse<Buffer> response) {
        try {
            JsonObject body = response.bodyAsJsonObject();
            return body == null ? "" : Said.name(body.getValue("code"));
        } catch (RuntimeException unreadable) {
            // A proxy's page: its status says what is to be said.
            return "";
        }
    }

    /** Of a webhook; empty where it names none. */
    static String orderOfEvent(String body) {
        try {
            return new JsonObject(body).getValue("data") instanceof JsonObject payment
                    ? Said.name(payment.getValue("orderId"))
                    : "";
        } catch (DecodeException e) {
            return "";
        }
    }

    static @Nullable Money won(JsonObject object, String field) {
        return Said.money(object.getValue(field), object.getValue("currency"));
    }

    private static @Nullable Instrument instrument(JsonObject payment) {
        if (!(payment.getValue("card") instanceof JsonObject card)) return null;
        Matcher number = MASKED.matcher(Said.name(card.getValue("number")));
        if (!number.matches()) return null;
        try {
            // When it expires is not said.
            return new Instrument("card-" + Said.name(card.getValue("issuerCode")), number.group(1), null);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

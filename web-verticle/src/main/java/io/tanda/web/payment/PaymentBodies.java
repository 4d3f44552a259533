package io.tanda.web.payment;

import static io.tanda.web.json.Fields.oneOf;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.that;
import static io.tanda.web.json.Fields.then;

import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Act;
import io.tanda.contract.payment.GatewayNews;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PayDriver;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.Purpose;
import io.tanda.contract.payment.RefundFare;
import io.tanda.contract.payment.RegisterMethod;
import io.tanda.web.http.Problem;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.json.Amounts;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import io.tanda.web.json.PaymentMethods;
import io.tanda.web.json.WireNames;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Payment's request bodies: what the contract's schemas say, as code. A test compares the two. */
final class PaymentBodies {
    private static final Kind<MethodKind> METHOD_KIND = oneOf(WireNames.of(MethodKind.values(), MethodKind::wireName));
    static final Map<String, Purpose> PURPOSES = WireNames.of(Purpose.values(), Purpose::wireName);
    private static final Kind<Purpose> PURPOSE = oneOf(PURPOSES);
    private static final Kind<String> REFERENCE = that(
            text(1, PaymentCommand.ConfirmCapture.REFERENCE_MAX_CHARACTERS),
            text -> PaymentCommand.ConfirmCapture.saysSomething(text) ? null : "must not be spaces only");
    private static final Kind<GatewayToken> TOKEN = then(
            that(
                    text(GatewayToken.MIN_CHARACTERS, GatewayToken.MAX_CHARACTERS),
                    text -> GatewayToken.isOne(text) ? null : "must be a token that the gateway gave"),
            GatewayToken::new);

    private PaymentBodies() {}

    /** {@code FarePayment}: only a fare is paid in the car. */
    static Decoded<PaymentCommand.PayFare> pay(Buffer body, RideId ride, RiderId rider) {
        return Fields.read(body, fields -> {
            Field<Purpose> purpose = purpose(fields);
            Field<PaymentMethod> method = fields.required(
                    "paymentMethod",
                    purpose.or(Purpose.FARE) == Purpose.FARE ? PaymentMethods.ANY : PaymentMethods.CARD);
            return () -> new PaymentCommand.PayFare(ride, rider, method.get(), purpose.or(Purpose.FARE));
        });
    }

    private static Field<Purpose> purpose(Fields fields) {
        return fields.optional("purpose", PURPOSE);
    }

    /** {@code Tip} */
    static Decoded<PaymentCommand.GiveTip> tip(Buffer body, RideId ride, RiderId rider) {
        return Fields.read(body, fields -> {
            Field<Money> amount = fields.required("amount", Amounts.MONEY);
            return () -> new PaymentCommand.GiveTip(ride, rider, amount.get());
        });
    }

    /** {@code PaymentMethodRegistration}: cash has no token, all else has one. */
    static Decoded<RegisterMethod> method(Buffer body, MethodId id, RiderId rider) {
        return Fields.read(body, fields -> {
            Field<MethodKind> kind = fields.required("kind", METHOD_KIND);
            if (kind.orNull() == MethodKind.CASH) return () -> new RegisterMethod(rider, id, kind.get(), null);
            Field<GatewayToken> token = fields.required("token", TOKEN);
            return () -> new RegisterMethod(rider, id, kind.get(), token.get());
        });
    }

    /** {@code Collection} */
    static Decoded<PaymentCommand.Collect> collect(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<PaymentMethod> tender = fields.required("tender", PaymentMethods.TENDER);
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            Field<Purpose> purpose = purpose(fields);
            return () -> new PaymentCommand.Collect(ride, tender.get(), reason.get(), purpose.or(Purpose.FARE));
        });
    }

    /** {@code WriteOff} */
    static Decoded<PaymentCommand.WriteOff> writeOff(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            Field<Purpose> purpose = purpose(fields);
            return () -> new PaymentCommand.WriteOff(ride, reason.get(), purpose.or(Purpose.FARE));
        });
    }

    /** {@code CaptureConfirmation} */
    static Decoded<PaymentCommand.ConfirmCapture> confirmCapture(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<String> reference = fields.required("gatewayReference", REFERENCE);
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            Field<Purpose> purpose = purpose(fields);
            return () ->
                    new PaymentCommand.ConfirmCapture(ride, reference.get(), reason.get(), purpose.or(Purpose.FARE));
        });
    }

    /** {@code CaptureDenial} */
    static Decoded<PaymentCommand.DenyCapture> denyCapture(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            Field<Purpose> purpose = purpose(fields);
            return () -> new PaymentCommand.DenyCapture(ride, reason.get(), purpose.or(Purpose.FARE));
        });
    }

    /** {@code PayoutRequest} */
    static Decoded<PayDriver> payout(Buffer body, DriverId driver) {
        return Fields.read(body, fields -> {
            Field<Money> amount = fields.required("amount", Amounts.MONEY);
            Field<String> reference = fields.required("reference", text(1, PayDriver.REFERENCE_MAX_CHARACTERS));
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            return () -> new PayDriver(driver, amount.get(), reference.get(), reason.get());
        });
    }

    /** {@code GatewayNews}: an object, of which payment reads what it needs, byte for byte as it came. */
    static Decoded<GatewayNews> news(Buffer body, String provider, @Nullable String signature) {
        try {
            var unused = body.toJsonObject();
        } catch (DecodeException e) {
            // The parser's own message repeats what it read.
            return new Decoded.Bad<>(
                    Problem.of(ProblemCode.MALFORMED_BODY, "The body is not one JSON object in UTF-8."));
        }
        return new Decoded.Good<>(new GatewayNews(provider, signature, body.toString()));
    }

    /** {@code RefundRequest} */
    static Decoded<RefundFare> refund(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<Money> amount = fields.optional("amount", Amounts.MONEY);
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            Field<Purpose> purpose = purpose(fields);
            return () -> new RefundFare(ride, amount.orNull(), reason.get(), purpose.or(Purpose.FARE));
        });
    }
}

package io.tanda.web.payment;

import static io.tanda.web.json.Fields.oneOf;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.that;
import static io.tanda.web.json.Fields.then;

import io.tanda.contract.MethodId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Act;
import io.tanda.contract.payment.GatewayToken;
import io.tanda.contract.payment.MethodKind;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.RefundFare;
import io.tanda.contract.payment.RegisterMethod;
import io.tanda.web.json.Amounts;
import io.tanda.web.json.Decoded;
import io.tanda.web.json.Fields;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import io.tanda.web.json.PaymentMethods;
import io.tanda.web.json.WireNames;
import io.vertx.core.buffer.Buffer;

/** Payment's request bodies: what the contract's schemas say, as code. A test compares the two. */
final class PaymentBodies {
    private static final Kind<MethodKind> METHOD_KIND = oneOf(WireNames.of(MethodKind.values(), MethodKind::wireName));
    private static final Kind<GatewayToken> TOKEN = then(
            that(
                    text(GatewayToken.MIN_CHARACTERS, GatewayToken.MAX_CHARACTERS),
                    text -> GatewayToken.isOne(text) ? null : "must be a token that the gateway gave"),
            GatewayToken::new);

    private PaymentBodies() {}

    /** {@code FarePayment} */
    static Decoded<PaymentCommand.PayFare> pay(Buffer body, RideId ride, RiderId rider) {
        return Fields.read(body, fields -> {
            Field<PaymentMethod> method = fields.required("paymentMethod", PaymentMethods.ANY);
            return () -> new PaymentCommand.PayFare(ride, rider, method.get());
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
            return () -> new PaymentCommand.Collect(ride, tender.get(), reason.get());
        });
    }

    /** {@code WriteOff} */
    static Decoded<PaymentCommand.WriteOff> writeOff(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            return () -> new PaymentCommand.WriteOff(ride, reason.get());
        });
    }

    /** {@code CaptureConfirmation} */
    static Decoded<PaymentCommand.ConfirmCapture> confirmCapture(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<String> reference = fields.required(
                    "gatewayReference", text(1, PaymentCommand.ConfirmCapture.REFERENCE_MAX_CHARACTERS));
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            return () -> new PaymentCommand.ConfirmCapture(ride, reference.get(), reason.get());
        });
    }

    /** {@code CaptureDenial} */
    static Decoded<PaymentCommand.DenyCapture> denyCapture(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            return () -> new PaymentCommand.DenyCapture(ride, reason.get());
        });
    }

    /** {@code RefundRequest} */
    static Decoded<RefundFare> refund(Buffer body, RideId ride) {
        return Fields.read(body, fields -> {
            Field<Money> amount = fields.optional("amount", Amounts.MONEY);
            Field<String> reason = fields.required("reason", text(1, Act.REASON_MAX_CHARACTERS));
            return () -> new RefundFare(ride, amount.orNull(), reason.get());
        });
    }
}

package io.tanda.web.json;

import static io.tanda.web.json.Fields.object;
import static io.tanda.web.json.Fields.text;
import static io.tanda.web.json.Fields.that;
import static io.tanda.web.json.Fields.whole;

import io.tanda.contract.Money;
import io.tanda.contract.dispatch.Fare;
import io.tanda.web.json.Fields.Field;
import io.tanda.web.json.Fields.Kind;
import java.util.regex.Pattern;

/** {@code MoneyRequest} of the contract. */
public final class Amounts {
    private static final Pattern CURRENCY_CODE = Pattern.compile("[A-Z]{3}");

    private static final Kind<String> CURRENCY = that(
            text(3, 3),
            code -> CURRENCY_CODE.matcher(code).matches() ? null : "must be a currency's code such as USD (ISO 4217)");

    public static final Kind<Money> MONEY = object(fields -> {
        Field<Long> minorUnits = fields.required("minorUnits", whole(0, Fare.MAX_MINOR_UNITS));
        Field<String> currency = fields.required("currency", CURRENCY);
        return () -> new Money(minorUnits.get(), currency.get());
    });

    private Amounts() {}
}

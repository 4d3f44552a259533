package io.tanda.booking;

import io.tanda.areas.AreaFiles;
import io.tanda.areas.ServiceAreas;
import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.booking.domain.CancellationPolicy;
import io.tanda.booking.domain.DeadlinePolicy;
import io.tanda.booking.domain.MethodPolicy;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.LongestWay;
import io.tanda.contract.Money;
import io.tanda.platform.ops.Settings;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be set from outside; the policies' durations are domain time.
 *
 * @param outage real time for which dispatch may be silent before a booking that it was never heard of for expires: longer than a
 *     restart takes
 * @param areas that taxis are sent to
 * @param methods whether a booking by card needs a payment method that is registered (C0)
 */
public record BookingConfig(
        Policies policies, Duration outage, ServiceAreas areas, AdmissionPolicy admission, MethodPolicy methods) {
    /** In the currency's smallest unit: ten million of it is more than anybody takes for a ride that was not driven. */
    private static final Pattern FEE = Pattern.compile("([1-9][0-9]{0,6}) ([A-Z]{3})");

    private static final String FEE_EXPECTED =
            "blank for none, or an amount from 1 to 9999999 in a currency's smallest unit and its ISO 4217 code, such as 500 USD";

    public BookingConfig {
        DeadlinePolicy deadlines = policies.deadlines();
        if (deadlines.settling().isZero() || deadlines.again().isZero())
            throw new IllegalArgumentException("a deadline of zero would be due for ever");
    }

    /**
     * Reads {@code booking.cancel.free.seconds} (0 to 3600), {@code booking.cancel.fee} and
     * {@code booking.no-show.fee} (blank, or such as {@code 500 USD}), {@code booking.expire.seconds} (60 to 86400),
     * {@code booking.outage.seconds} (0 to 600), {@link LongestWay#SETTING}, {@code areas.file}, {@code booking.admission.searches} (1 to
     * 1000), {@code booking.admission.evidence.seconds} (1 to 30), {@code booking.admission.probe.seconds} (1 to 30) and
     * {@code booking.method.required}. Every problem is collected in the settings.
     */
    public static BookingConfig of(Settings settings) {
        DeadlinePolicy usual = DeadlinePolicy.USUAL;
        CancellationPolicy cancellation = new CancellationPolicy(
                Duration.ofSeconds(settings.number(
                        "booking.cancel.free.seconds",
                        (int) CancellationPolicy.USUAL.freeFor().toSeconds(),
                        0,
                        3_600)),
                fee(settings, "booking.cancel.fee", settings.text("booking.cancel.fee", "", FEE_EXPECTED)),
                fee(settings, "booking.no-show.fee", settings.text("booking.no-show.fee", "", FEE_EXPECTED)));
        DeadlinePolicy deadlines = new DeadlinePolicy(
                Duration.ofSeconds(settings.number(
                        "booking.expire.seconds", (int) usual.expiry().toSeconds(), 60, 86_400)),
                usual.toldAhead(),
                usual.searchMargin(),
                usual.expiryMargin(),
                usual.searchBackstop(),
                usual.pickup(),
                usual.driving(),
                usual.settling(),
                usual.canceling(),
                usual.again());
        Duration outage = Duration.ofSeconds(settings.number("booking.outage.seconds", 30, 0, 600));
        LongestWay longestWay = new LongestWay(
                settings.number(LongestWay.SETTING, LongestWay.USUAL.km(), LongestWay.LEAST_KM, LongestWay.MOST_KM));
        return new BookingConfig(
                new Policies(cancellation, deadlines, longestWay),
                outage,
                areas(settings),
                admission(settings),
                new MethodPolicy(settings.flag("booking.method.required", MethodPolicy.USUAL.required())));
    }

    /** Blank: none. */
    private static @Nullable Money fee(Settings settings, String key, String text) {
        if (text.isBlank()) return null;
        Matcher fee = FEE.matcher(text);
        if (!fee.matches()) {
            settings.problem(key + ": must be " + FEE_EXPECTED);
            return null;
        }
        return new Money(Long.parseLong(fee.group(1)), fee.group(2));
    }

    private static ServiceAreas areas(Settings settings) {
        return AreaFiles.read(
                settings.text("areas.file", "", AreaFiles.EXPECTED),
                problem -> settings.problem("areas.file: " + problem));
    }

    private static AdmissionPolicy admission(Settings settings) {
        AdmissionPolicy usual = AdmissionPolicy.USUAL;
        return new AdmissionPolicy(
                settings.number("booking.admission.searches", usual.searches(), 1, 1_000),
                Duration.ofSeconds(settings.number(
                        "booking.admission.evidence.seconds",
                        (int) usual.evidence().toSeconds(),
                        1,
                        (int) AdmissionPolicy.LONGEST_EVIDENCE.toSeconds())),
                Duration.ofSeconds(settings.number(
                        "booking.admission.probe.seconds", (int) usual.probe().toSeconds(), 1, 30)));
    }
}

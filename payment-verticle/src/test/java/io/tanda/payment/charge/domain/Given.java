package io.tanda.payment.charge.domain;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import java.time.Duration;
import java.time.Instant;

/** The charge that the tests tell of, in each of its states. */
public final class Given {
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    public static final Claim CLAIM = claim(1_250);

    /** Of a gateway that keeps them for a day. */
    public static final KeyLifetime KEYS = new KeyLifetime(Duration.ofDays(1));

    private Given() {}

    public static Claim claim(long cents) {
        return new Claim(
                RideId.parse("01900000-0000-7000-8000-000000000001"),
                RiderId.parse("01900000-0000-7000-8000-0000000000a1"),
                Purpose.FARE,
                Money.usd(cents));
    }

    public static ChargeInput demanded(Claim claim) {
        return new ChargeInput.Demanded(claim, PaymentMethod.CARD);
    }

    /** A ride of its own. */
    public static Claim newClaim() {
        return new Claim(RideId.next(), RiderId.next(), Purpose.FARE, Money.usd(1_250), null, DriverId.next());
    }

    public static Charge.Pending pending() {
        return new Charge.Pending(CLAIM, 1, 1, 0, NOON);
    }

    public static Charge.Unknown unknown(int tries) {
        return new Charge.Unknown(CLAIM, 2, 1, tries, NOON);
    }

    public static Charge.Declined declined(int attempt) {
        return new Charge.Declined(CLAIM, 2 * attempt, attempt, "insufficient_funds", NOON);
    }

    public static Charge.Captured captured() {
        return new Charge.Captured(CLAIM, 2, 1, "gw-1", NOON);
    }

    /** Owed although the gateway never answered. */
    public static Charge.Owed owedUnanswered() {
        return new Charge.Owed(CLAIM, 3, 1, PaymentEvent.ChargeOwed.NO_ANSWER, true, NOON);
    }

    public static Charge.Awaited awaited() {
        return new Charge.Awaited(CLAIM, 1, 0, PaymentMethod.CASH, NOON);
    }

    public static Charge.Tendered tendered(boolean open, int tries) {
        return new Charge.Tendered(CLAIM, 3, open ? 1 : 0, PaymentMethod.CASH, open, tries, NOON);
    }

    public static Charge.WrittenOff writtenOff(boolean open, int tries) {
        return new Charge.WrittenOff(CLAIM, 12, ChargeDecider.MAX_ATTEMPTS, open, tries, NOON);
    }

    public static Charge.Overpaid overpaid() {
        return new Charge.Overpaid(CLAIM, 4, 1, PaymentMethod.CASH, "gw-1", NOON);
    }

    public static Charge.Owed owed() {
        return new Charge.Owed(CLAIM, 11, ChargeDecider.MAX_ATTEMPTS, "insufficient_funds", false, NOON);
    }
}

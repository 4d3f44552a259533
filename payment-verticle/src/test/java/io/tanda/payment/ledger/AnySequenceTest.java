package io.tanda.payment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.payment.FakeTables;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.ChargeDecider;
import io.tanda.payment.charge.domain.ChargeInput;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.payment.charge.domain.Given;
import io.tanda.payment.charge.domain.KeyLifetime.Phase;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.Posting;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever happens to a charge, in whatever order and however often: what is booked sums to nothing, and each act is there once. */
@Tag("B3")
class AnySequenceTest {
    private static final int CHARGES = 3_000;
    private static final int INPUTS = 14;

    private final FakeTables tables = new FakeTables(InstantSource.fixed(Given.NOON));
    private final Random random = new Random(11);

    @Test
    void sums_to_nothing_and_is_booked_once() {
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < CHARGES; i++) {
            Claim claim = Given.newClaim();
            claims.add(claim);
            for (int n = 0; n < INPUTS; n++) {
                ChargeInput input = input(claim);
                happens(claim, input);
                if (random.nextInt(3) == 0) happens(claim, input);
            }
        }
        for (Claim claim : claims) holds(claim);
        assertThat(tables.ledger.all().stream().map(entry -> entry.key().kind()).distinct())
                .as("all of it happened")
                .containsExactlyInAnyOrder(
                        Posting.Kind.FARE,
                        Posting.Kind.CAPTURE,
                        Posting.Kind.TENDER,
                        Posting.Kind.COLLECTION,
                        Posting.Kind.WRITE_OFF);
    }

    private void happens(Claim claim, ChargeInput input) {
        Charge charge =
                tables.charges.load(claim.ride(), claim.purpose()).result().by(claim.driver());
        Decision decision;
        try {
            decision = ChargeDecider.decide(charge, input, Given.NOON);
        } catch (IllegalStateException contradiction) {
            return;
        }
        if (!(decision instanceof Decision.Accepted accepted)
                || (charge instanceof Charge.None && accepted.events().isEmpty())) return;
        Change change = Change.of(charge, accepted, Actor.SYSTEM, null);
        assertThat(tables.commits.commit(new FakeTables.Change.Charged(change)).succeeded())
                .isTrue();
    }

    private ChargeInput input(Claim claim) {
        return switch (random.nextInt(13)) {
            case 0, 1 -> new ChargeInput.Demanded(claim, PaymentMethod.CARD);
            case 2 -> new ChargeInput.Demanded(claim, PaymentMethod.CASH);
            case 3 -> new ChargeInput.Withheld(claim);
            case 4, 5 -> answered(new GatewayAnswer.Captured("gw-1"));
            case 6 -> answered(new GatewayAnswer.Declined("no_money"));
            case 7 -> answered(new GatewayAnswer.NoAnswer("lost"));
            case 8 -> new ChargeInput.Due(random.nextBoolean() ? Phase.CALLED : Phase.OVER);
            case 9 -> new ChargeInput.Tendered(PaymentMethod.CASH);
            case 10 -> new ChargeInput.Collected(PaymentMethod.CASH, "at the desk");
            case 11 -> new ChargeInput.WrittenOff("not worth a letter");
            default -> new ChargeInput.Retried(random.nextBoolean() ? PaymentMethod.CARD : PaymentMethod.CASH);
        };
    }

    private ChargeInput answered(GatewayAnswer answer) {
        return new ChargeInput.Answered(1 + random.nextInt(2), answer);
    }

    private void holds(Claim claim) {
        Map<List<Object>, Long> acts = new HashMap<>();
        Map<Account, Long> balances = new HashMap<>();
        for (FakeLedger.Entry entry : tables.ledger.of(claim.charge().value())) {
            FakeLedger.Key key = entry.key();
            acts.merge(List.of(key.kind(), key.attempt()), entry.leg().minorUnits(), Long::sum);
            balances.merge(entry.leg().account(), entry.leg().minorUnits(), Long::sum);
        }
        assertThat(acts.values()).allSatisfy(sum -> assertThat(sum).isZero());
        Charge charge = tables.charges.load(claim.ride(), claim.purpose()).result();
        long fare = claim.amount().minorUnits();
        assertThat(balances.getOrDefault(Account.RIDER, 0L))
                .as("what the rider owes: %s", charge)
                .isEqualTo(
                        switch (charge) {
                            case Charge.None none -> 0;
                            case Charge.Owed owed when owed.withheld() -> 0;
                            case Charge.Owed owed -> fare;
                            case Charge.Captured captured -> 0;
                            case Charge.WithoutGateway ended -> 0;
                            case Charge.Overpaid twice -> -fare;
                            case Charge.Made due -> fare;
                        });
        assertThat(balances.getOrDefault(Account.GATEWAY_CLEARING, 0L))
                .isEqualTo(charge instanceof Charge.Captured || charge instanceof Charge.Overpaid ? fare : 0);
    }
}

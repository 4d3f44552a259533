package io.tanda.seeded;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.PaymentAddresses;
import io.tanda.contract.payment.RefundFare;
import io.tanda.payment.charge.domain.Charge;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** People who give back: all of any ride's fare or a part of it, or more than it, and some that a colleague gives back as well. */
final class Finance {
    private static final int TRIES = 4;

    private final City city;
    private boolean atWork = true;

    Finance(City city) {
        this.city = city;
    }

    void populate(int clerks) {
        for (int i = 0; i < clerks; i++) later(city.chance().id());
    }

    /** Nobody gives anything back any more. */
    void goHome() {
        atWork = false;
    }

    private void later(UUID clerk) {
        city.agenda().after(city.chance().seconds(5, 90), null, "finance looks at a ride", clerk, () -> {
            if (!atWork) return;
            look(clerk);
            later(clerk);
        });
    }

    private void look(UUID clerk) {
        List<Charge.Made> charges = List.copyOf(city.payment().charges());
        if (charges.isEmpty()) return;
        Charge.Made charge = city.chance().one(charges);
        RideId ride = charge.claim().ride();
        giveBack(clerk, ride, part(charge.claim().amount()));
        if (city.chance().happens(0.3))
            city.agenda()
                    .after(
                            city.chance().millis(0, 1_000),
                            null,
                            "finance looks at the same ride",
                            ride,
                            () -> giveBack(clerk, ride, part(charge.claim().amount())));
    }

    /** @return null: what is left */
    private @Nullable Money part(Money fare) {
        if (city.chance().happens(0.3)) return null;
        int most = Math.toIntExact(fare.minorUnits());
        int amount = city.chance().happens(0.1) ? most + 1 : city.chance().between(1, Math.max(1, most));
        return new Money(amount, fare.currency());
    }

    private void giveBack(UUID clerk, RideId ride, @Nullable Money amount) {
        RefundFare refund = new RefundFare(ride, amount, "the taxi was cold");
        send(
                new Request<>(
                        new CommandId(city.chance().id()),
                        new Actor(Role.OPERATOR, clerk),
                        city.agenda().instant(),
                        refund.act(),
                        null,
                        refund),
                1);
    }

    /** Under the same id, however often. */
    private void send(Request<RefundFare> request, int attempt) {
        city.bus().ask(null, PaymentAddresses.REFUND, request).onComplete(done -> {
            if (done.failed() && attempt < TRIES)
                city.agenda()
                        .after(
                                city.chance().millis(100, 20_000),
                                null,
                                "finance asks again",
                                request.body().ride(),
                                () -> send(request, attempt + 1));
        });
    }
}

package io.tanda.seeded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.ChargeId;
import io.tanda.contract.OfferId;
import io.tanda.contract.RideId;
import io.tanda.contract.blackbox.BlackBox;
import io.tanda.contract.blackbox.BlackBox.Step;
import io.tanda.contract.dispatch.Offer;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.Purpose;
import io.tanda.invariants.story.Replay;
import io.tanda.invariants.story.Story;
import io.tanda.platform.testing.FakeCommits.Journaled;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The records of all rides of some cities, put together as an operator reads them, replayed and held to what their owners have. */
class ReplayTest {
    @ParameterizedTest
    @ValueSource(longs = {3, 17, 29, 58, 91, 144})
    void each_record_comes_to_what_the_contexts_have(long seed) {
        City city = new City(seed, EnumSet.noneOf(Flaw.class));
        assertThat(city.run(CityCommand.STEPS).broken()).isNull();

        Map<RideId, RideRecord> rides = city.history().rows();
        assertThat(rides).isNotEmpty();
        rides.forEach((ride, row) -> {
            List<Step> steps = record(city, ride);
            Replay replay = Replay.of(steps);
            assertThat(replay.status().orElse(null)).as("status of %s", ride).isEqualTo(row.status());
            assertThat(replay.driver().orElse(null)).as("driver of %s", ride).isEqualTo(row.driver());
            assertThat(replay.payment().orElse(null)).as("payment of %s", ride).isEqualTo(row.payment());
            assertThat(replay.paid().orElse(null)).as("paid for %s", ride).isEqualTo(row.paid());
            assertThat(replay.refunded().orElse(null))
                    .as("refunded of %s", ride)
                    .isEqualTo(row.refunded());
            assertThat(replay.fare().orElse(null))
                    .as("fare of %s", ride)
                    .isEqualTo(row.fare() == null ? null : row.fare().total());
            assertThat(replay.offers()).as("offers of %s", ride).isEqualTo(sent(city, ride, replay));
            assertThat(Story.of(new BlackBox(ride, steps, List.of(), List.of())))
                    .as("a line for each step of %s", ride)
                    .hasSizeGreaterThan(steps.size());
        });
    }

    /** What became of them; without the calls that drivers took from the list, which nobody offered them. */
    private static Map<OfferId, Offer.Status> sent(City city, RideId ride, Replay replay) {
        Map<OfferId, Offer.Status> fates = new HashMap<>(city.dispatch().fates(ride));
        fates.entrySet()
                .removeIf(fate -> fate.getValue() == Offer.Status.ACCEPTED
                        && !replay.offers().containsKey(fate.getKey()));
        return fates;
    }

    private static List<Step> record(City city, RideId ride) {
        List<List<Step>> sequences = new ArrayList<>(List.of(
                journal(city.booking(), ride.value()),
                BlackBox.withDecisions(
                        journal(city.dispatch(), ride.value()),
                        city.dispatch().name(),
                        city.dispatch().decisions(ride)),
                refunds(city, ride)));
        for (Purpose purpose : Purpose.values())
            sequences.add(journal(city.payment(), ChargeId.of(ride, purpose).value()));
        return BlackBox.merged(sequences);
    }

    private static List<Step> journal(Owner<?> owner, UUID aggregate) {
        return owner.store().journalOf(aggregate).stream()
                .map(event -> Step.of(owner.name(), owner.recorded(event)))
                .toList();
    }

    /** Each is an aggregate of its own, and nothing depends on the order between them. */
    private static List<Step> refunds(City city, RideId ride) {
        Map<UUID, List<Step>> refunds = new LinkedHashMap<>();
        for (Journaled event : city.payment().store().journal())
            if (event.event() instanceof PaymentEvent.RefundEvent refund
                    && refund.ride().equals(ride))
                refunds.computeIfAbsent(refund.refund().value(), first -> new ArrayList<>())
                        .add(Step.of(city.payment().name(), city.payment().recorded(event)));
        return BlackBox.merged(List.copyOf(refunds.values()));
    }
}

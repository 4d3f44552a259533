package io.tanda.seeded;

import io.tanda.contract.ChargeId;
import io.tanda.contract.Contexts;
import io.tanda.contract.RideId;
import io.tanda.contract.history.RideCharge;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.payment.Purpose;
import io.tanda.history.Change;
import io.tanda.history.FakeRides;
import io.tanda.history.Interests;
import io.tanda.history.News;
import io.tanda.platform.events.Interest;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** History, wired as its verticle wires it; what its rows say is held to what the owners' rows said. */
final class HistorySite extends Site<Change> {
    private record Lane(String group, UUID aggregate) {}

    private final City city;
    private final FakeRides rides;
    /** How far each fence has come. */
    private final Map<Lane, Integer> came = new HashMap<>();

    HistorySite(City city) {
        this(city, new FakeRides());
    }

    private HistorySite(City city, FakeRides rides) {
        super(city, Contexts.HISTORY.name(), rides.commits);
        this.city = city;
        this.rides = rides;
    }

    @Override
    void wire(Life life, SlowCommits<Change> commits) {
        for (Interest<?, Change> interest : Interests.ALL) life.follows(interest);
    }

    @Override
    UUID about(Change change) {
        return change.news().getFirst().about();
    }

    /** {@link Flaw#OLDER_OVER_NEWER} */
    @Override
    boolean skipsFences() {
        return city.has(Flaw.OLDER_OVER_NEWER);
    }

    @Override
    void followed(Change change) {
        for (News news : change.news()) if (news instanceof News.OfRide ofRide) agrees(ofRide.ride());
    }

    /** When all is quiet: no row says what its owners do not say any more. */
    void close() {
        for (RideRecord row : rides.all()) agrees(row.id());
    }

    private void agrees(RideId ride) {
        RideRecord row = rides.record(ride).orElseThrow();
        agrees(city.booking(), ride.value(), new Sayings.Booked(row.rider(), row.status()));
        agrees(
                city.dispatch(),
                ride.value(),
                new Sayings.Driven(
                        row.driver(), row.fare() == null ? null : row.fare().total()));
        agrees(city.payment(), ChargeId.of(ride, Purpose.FARE).value(), new Sayings.Charged(row.payment(), row.paid()));
        for (Purpose purpose : Purpose.OF_RIDE)
            if (purpose != Purpose.FARE)
                agrees(city.payment(), ChargeId.of(ride, purpose).value(), beside(row, purpose));
    }

    private static Sayings.Beside beside(RideRecord row, Purpose purpose) {
        for (RideCharge charge : row.besideFare())
            if (charge.purpose() == purpose) return new Sayings.Beside(charge.status(), charge.amount());
        return new Sayings.Beside(null, null);
    }

    private void agrees(Owner<?> owner, UUID aggregate, Sayings.Said says) {
        String group = name() + "<-" + owner.name();
        int version = store().followed(group, aggregate);
        int before = came.merge(new Lane(group, aggregate), version, Math::max);
        if (version < before) breaks(owner, aggregate, "goes back from version " + before + " to " + version);
        city.sayings().at(owner, aggregate, version).ifPresent(said -> {
            if (!said.equals(says))
                breaks(owner, aggregate, "says " + says + ", its owner said " + said + " at version " + version);
        });
    }

    private void breaks(Owner<?> owner, UUID aggregate, String what) {
        city.promises().breaks(Promise.HISTORY_AGREES, "history of " + owner.name() + "'s " + aggregate + " " + what);
    }

    Collection<News.Moved> spending() {
        return rides.spending();
    }

    Map<RideId, RideRecord> rows() {
        Map<RideId, RideRecord> rows = new LinkedHashMap<>();
        for (RideRecord row : rides.all()) rows.put(row.id(), row);
        return rows;
    }
}

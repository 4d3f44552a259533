package io.tanda.booking.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.areas.ServiceAreas;
import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.booking.domain.AreaBreaker;
import io.tanda.booking.domain.AreaBreaker.Verdict;
import io.tanda.booking.domain.SearchEnd;
import io.tanda.booking.domain.Trip;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.booking.SearchEnded;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.platform.time.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in (A6): a breaker for each service area, in the memory of this process, fed by the ends of the searches that this process
 * follows and by what others tell of theirs. Where no areas are told apart everybody is let in. From any thread.
 */
public final class Admission {
    private static final Entry EVERYWHERE = new Entry.LetIn("everywhere");

    private final ServiceAreas areas;
    private final AdmissionPolicy policy;
    private final DomainClock clock;
    private final Consumer<SearchEnded> others;
    private final @Nullable AdmissionMeters meters;
    private final Map<String, AreaBreaker> breakers = new HashMap<>();

    /** @param others who accept bookings too, and are told what is learnt here */
    public Admission(
            ServiceAreas areas,
            AdmissionPolicy policy,
            DomainClock clock,
            MeterRegistry registry,
            Consumer<SearchEnded> others) {
        this.areas = areas;
        this.policy = policy;
        this.clock = clock;
        this.others = others;
        for (String area : areas.names()) breakers.put(area, AreaBreaker.UNKNOWN);
        meters = areas.everywhere() ? null : new AdmissionMeters(registry, areas.names(), this::isOpen);
    }

    /** What is said to somebody who asks for a taxi. */
    sealed interface Entry {
        record LetIn(String area) implements Entry {}

        /** Let in to find out whether there are taxis again. */
        record Probe(String area, Verdict.Probe probe) implements Entry {}

        record Outside() implements Entry {}

        /** @param retryAfterSeconds real time, 1 at least */
        record TurnedAway(String area, int retryAfterSeconds) implements Entry {}
    }

    /** @param now domain time. What is answered is told to {@link #answered} */
    Entry enter(GeoPoint pickup, Instant now) {
        if (areas.everywhere()) return EVERYWHERE;
        Optional<String> area = areas.of(pickup);
        return area.isEmpty() ? new Entry.Outside() : enter(area.get(), ask(area.get(), now));
    }

    /** For later (R2): the taxis that an area has now tell nothing of then, so nobody is turned away, and no probe is used up. */
    Entry enterLater(GeoPoint pickup) {
        if (areas.everywhere()) return EVERYWHERE;
        return areas.of(pickup).<Entry>map(Entry.LetIn::new).orElseGet(Entry.Outside::new);
    }

    private Entry enter(String area, Verdict verdict) {
        return switch (verdict) {
            case Verdict.LetIn in -> new Entry.LetIn(area);
            case Verdict.Probe probe -> new Entry.Probe(area, probe);
            case Verdict.TurnedAway away -> new Entry.TurnedAway(area, seconds(away.again()));
        };
    }

    private synchronized Verdict ask(String area, Instant now) {
        AreaBreaker.Answer answer = breaker(area).asked(now, policy);
        breakers.put(area, answer.next());
        return answer.verdict();
    }

    private int seconds(Duration domain) {
        return (int) Math.max(1, clock.toReal(domain).plusNanos(999_999_999).toSeconds());
    }

    /**
     * Only a new request counts, and uses a probe up: after a repeated one, or one that could not be kept, the next may find out.
     *
     * @param reply absent: it failed
     */
    void answered(Entry entry, @Nullable Reply<?> reply) {
        if (meters == null) return;
        if (isNew(reply)) meters.answered(entry);
        else if (entry instanceof Entry.Probe probe) change(probe.area(), breaker -> breaker.unused(probe.probe()));
    }

    private static boolean isNew(@Nullable Reply<?> reply) {
        return switch (reply) {
            case Reply.Done<?> done -> !done.replayed();
            case Reply.Refused<?> refused ->
                refused.refusal() == Refusal.NO_TAXIS_IN_AREA || refused.refusal() == Refusal.OUTSIDE_SERVICE_AREA;
            case null -> false;
        };
    }

    /** A change of a booking was committed: what it tells of taxis counts, here and for the others. */
    public void learn(Change change) {
        if (areas.everywhere()) return;
        Trip trip = change.after().booking().trip();
        for (BookingEvent event : change.events()) {
            SearchEnd end = SearchEnd.of(trip, event);
            if (end != null)
                areas.of(trip.pickup().point()).ifPresent(area -> {
                    SearchEnded ended =
                            new SearchEnded(area, trip.rider(), end instanceof SearchEnd.WithTaxi, end.at());
                    hear(ended);
                    others.accept(ended);
                });
        }
    }

    /** Also again: a rider's search counts once. What is told of an area that is not known here tells nothing. */
    public void hear(SearchEnded ended) {
        SearchEnd end = ended.taxi()
                ? new SearchEnd.WithTaxi(ended.at())
                : new SearchEnd.WithoutTaxi(ended.rider(), ended.at());
        change(ended.area(), breaker -> breaker.heard(end, clock.instant(), policy));
    }

    private synchronized boolean isOpen(String area) {
        return breaker(area).isOpen(clock.instant(), policy);
    }

    private synchronized void change(String area, UnaryOperator<AreaBreaker> change) {
        breakers.computeIfPresent(area, (same, breaker) -> change.apply(breaker));
    }

    private AreaBreaker breaker(String area) {
        return Objects.requireNonNull(breakers.get(area));
    }
}

package io.tanda.booking.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a service area lets requests in (A6), by how the latest searches there ended. Nothing is known at the beginning, and what is
 * not known lets in.
 *
 * <pre>
 *             as many as the policy says ended without a taxi, of so many riders, and none with one
 *   Closed ------------------------------------------------------------------------------------------&gt; Open
 *   lets in                                                                        turns away, but one probe each while
 *      ^                                                                                               |
 *      '---------------- a driver took a call, or no search has ended for too long ---------------------'
 * </pre>
 */
public sealed interface AreaBreaker {
    AreaBreaker UNKNOWN = new Closed(List.of(), null);

    /** A search has ended. */
    AreaBreaker heard(SearchEnd end, Instant now, AdmissionPolicy policy);

    /** Somebody asks for a taxi. */
    Answer asked(Instant now, AdmissionPolicy policy);

    /** Whether requests are turned away, but for probes. */
    boolean isOpen(Instant now, AdmissionPolicy policy);

    /** The probe was none: it only repeated a request of before. */
    AreaBreaker unused(Verdict.Probe probe);

    /** @param next what this breaker has become */
    record Answer(AreaBreaker next, Verdict verdict) {}

    sealed interface Verdict {
        record LetIn() implements Verdict {}

        /** Let in to find out whether there are taxis again. @param before when the probe before was let in, or the breaker opened */
        record Probe(Instant at, Instant before) implements Verdict {}

        /** @param again until the next probe */
        record TurnedAway(Duration again) implements Verdict {}
    }

    /**
     * @param without the latest searches that ended without a taxi, one for each rider, oldest first
     * @param withTaxi when the latest one ended with a taxi, as far as is known
     */
    record Closed(
            List<SearchEnd.WithoutTaxi> without, @Nullable Instant withTaxi) implements AreaBreaker {
        public Closed {
            without = List.copyOf(without);
        }

        @Override
        public AreaBreaker heard(SearchEnd end, Instant now, AdmissionPolicy policy) {
            Instant at = earlier(end.at(), now);
            if (!policy.isFresh(at, now)) return this;
            return switch (end) {
                case SearchEnd.WithTaxi with -> new Closed(without, withTaxi == null ? at : later(withTaxi, at));
                case SearchEnd.WithoutTaxi none ->
                    withoutTaxi(new SearchEnd.WithoutTaxi(none.rider(), at), now, policy);
            };
        }

        private AreaBreaker withoutTaxi(SearchEnd.WithoutTaxi none, Instant now, AdmissionPolicy policy) {
            List<SearchEnd.WithoutTaxi> fresh = new ArrayList<>(without);
            fresh.removeIf(known -> known.rider().equals(none.rider()) || !policy.isFresh(known.at(), now));
            fresh.add(none);
            if (fresh.size() < policy.searches()) return new Closed(fresh, withTaxi);
            if (withTaxi == null || !policy.isFresh(withTaxi, now)) return new Open(none.at(), now);
            return new Closed(fresh.subList(fresh.size() - policy.searches(), fresh.size()), withTaxi);
        }

        @Override
        public Answer asked(Instant now, AdmissionPolicy policy) {
            return new Answer(this, new Verdict.LetIn());
        }

        @Override
        public boolean isOpen(Instant now, AdmissionPolicy policy) {
            return false;
        }

        @Override
        public AreaBreaker unused(Verdict.Probe probe) {
            return this;
        }
    }

    /**
     * @param heard when the latest search ended without a taxi
     * @param probed when the latest probe was let in; at first when it opened
     */
    record Open(Instant heard, Instant probed) implements AreaBreaker {
        @Override
        public AreaBreaker heard(SearchEnd end, Instant now, AdmissionPolicy policy) {
            Instant at = earlier(end.at(), now);
            if (!policy.isFresh(at, now)) return this;
            return switch (end) {
                case SearchEnd.WithTaxi with -> new Closed(List.of(), at);
                case SearchEnd.WithoutTaxi none -> new Open(later(heard, at), probed);
            };
        }

        @Override
        public Answer asked(Instant now, AdmissionPolicy policy) {
            if (!isOpen(now, policy)) return UNKNOWN.asked(now, policy);
            Instant next = probed.plus(policy.probe());
            return now.isBefore(next)
                    ? new Answer(this, new Verdict.TurnedAway(Duration.between(now, next)))
                    : new Answer(new Open(heard, now), new Verdict.Probe(now, probed));
        }

        @Override
        public boolean isOpen(Instant now, AdmissionPolicy policy) {
            return policy.isFresh(heard, now);
        }

        @Override
        public AreaBreaker unused(Verdict.Probe probe) {
            return probed.equals(probe.at()) ? new Open(heard, probe.before()) : this;
        }
    }

    /** A clock of another process may be ahead: what it says counts no longer for that. */
    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

package io.tanda.booking.domain;

import static io.tanda.booking.domain.Evening.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.tanda.booking.domain.AreaBreaker.Verdict;
import io.tanda.contract.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A6: an area turns away where every search of late ended without a taxi, and only on fresh evidence. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("A6")
class AreaBreakerTest {
    /** Three riders' searches, for 30 s; a probe each 10 s. */
    private static final AdmissionPolicy POLICY = AdmissionPolicy.USUAL;

    private static final Verdict LET_IN = new Verdict.LetIn();

    private AreaBreaker breaker = AreaBreaker.UNKNOWN;

    @Nested
    class Closed {
        @Test
        void lets_in_where_nothing_is_known() {
            assertThat(ask(0)).isEqualTo(LET_IN);
            assertThat(breaker).isEqualTo(AreaBreaker.UNKNOWN);
        }

        @Test
        void lets_in_after_fewer_searches_than_it_takes() {
            inVain(0, 1);
            assertThat(ask(2)).isEqualTo(LET_IN);
        }

        @Test
        void opens_with_the_last_search_that_it_takes() {
            inVain(0, 1, 2);
            assertThat(ask(2)).isEqualTo(new Verdict.TurnedAway(Duration.ofSeconds(10)));
            assertThat(breaker.isOpen(at(2), POLICY)).isTrue();
        }

        @Test
        void takes_the_searches_of_several_riders() {
            RiderId one = RiderId.next();
            for (int i = 0; i < 20; i++) hear(new SearchEnd.WithoutTaxi(one, at(i)), i);
            assertThat(ask(20)).isEqualTo(LET_IN);
            inVain(20, 21);
            assertThat(ask(21)).isInstanceOf(Verdict.TurnedAway.class);
        }

        @Test
        void takes_searches_of_the_last_half_minute() {
            inVain(0, 20, 31);
            assertThat(ask(31)).isEqualTo(LET_IN);
            inVain(50);
            assertThat(ask(50)).isInstanceOf(Verdict.TurnedAway.class);
        }

        @Test
        void stays_closed_where_one_search_of_the_last_half_minute_ended_with_a_taxi() {
            taxi(0);
            inVain(1, 2, 3, 4, 29, 30);
            assertThat(ask(30)).isEqualTo(LET_IN);
            inVain(31);
            assertThat(ask(31)).isInstanceOf(Verdict.TurnedAway.class);
        }

        @Test
        void stays_closed_whichever_is_heard_of_first() {
            inVain(5, 6);
            hear(new SearchEnd.WithTaxi(at(1)), 6);
            inVain(7);
            assertThat(ask(7)).isEqualTo(LET_IN);
        }

        @Test
        void does_not_count_what_is_heard_of_too_late() {
            for (int i = 0; i < 5; i++) hear(new SearchEnd.WithoutTaxi(RiderId.next(), at(0)), 31);
            assertThat(ask(31)).isEqualTo(LET_IN);
            assertThat(breaker).isEqualTo(AreaBreaker.UNKNOWN);
        }

        @Test
        void keeps_no_more_than_it_needs() {
            taxi(0);
            for (int i = 0; i < 1_000; i++) hear(new SearchEnd.WithoutTaxi(RiderId.next(), at(1)), 1);
            assertThat(breaker)
                    .isInstanceOfSatisfying(
                            AreaBreaker.Closed.class,
                            closed -> assertThat(closed.without()).hasSize(POLICY.searches()));
        }
    }

    @Nested
    class Open {
        @Test
        void lets_one_in_each_while_to_find_out() {
            inVain(0, 0, 0);
            List<Verdict> verdicts = new ArrayList<>();
            for (int second = 1; second <= 25; second++) verdicts.add(ask(second));
            assertThat(verdicts.indexOf(new Verdict.Probe(at(10), at(0)))).isEqualTo(9);
            assertThat(verdicts.indexOf(new Verdict.Probe(at(20), at(10)))).isEqualTo(19);
            assertThat(verdicts)
                    .filteredOn(Verdict.TurnedAway.class::isInstance)
                    .hasSize(23);
        }

        @Test
        void lets_one_of_a_thousand_in_that_come_at_once() {
            inVain(0, 0, 0);
            int probes = 0;
            for (int i = 0; i < 1_000; i++) if (ask(15) instanceof Verdict.Probe) probes++;
            assertThat(probes).isOne();
        }

        @Test
        void says_how_long_it_is_until_the_next_probe() {
            inVain(0, 0, 0);
            assertThat(ask(7)).isEqualTo(new Verdict.TurnedAway(Duration.ofSeconds(3)));
        }

        @Test
        void lets_in_when_the_evidence_is_older_than_half_a_minute() {
            inVain(0, 0, 0);
            ask(20);
            assertThat(ask(29)).isInstanceOf(Verdict.TurnedAway.class);
            assertThat(breaker.isOpen(at(30), POLICY)).isTrue();
            assertThat(breaker.isOpen(at(31), POLICY)).isFalse();
            assertThat(ask(31)).isEqualTo(LET_IN);
            assertThat(breaker).isEqualTo(AreaBreaker.UNKNOWN);
        }

        @Test
        void stays_open_while_searches_go_on_to_end_without_a_taxi() {
            inVain(0, 0, 0);
            for (int second = 20; second < 600; second += 20) inVain(second);
            assertThat(ask(600)).isInstanceOf(Verdict.Probe.class);
            assertThat(ask(601)).isInstanceOf(Verdict.TurnedAway.class);
        }

        @Test
        void closes_at_the_first_taxi() {
            inVain(0, 0, 0);
            taxi(5);
            assertThat(ask(5)).isEqualTo(LET_IN);
            inVain(6, 7, 8, 9);
            assertThat(ask(9)).isEqualTo(LET_IN);
        }

        @Test
        void does_not_close_for_a_taxi_of_long_ago() {
            inVain(40, 40, 40);
            hear(new SearchEnd.WithTaxi(at(9)), 40);
            assertThat(ask(40)).isInstanceOf(Verdict.TurnedAway.class);
        }

        /** Dispatch's clock is ahead by an hour. */
        @Test
        void does_not_stay_open_for_a_clock_that_is_ahead() {
            for (int i = 0; i < 3; i++) hear(new SearchEnd.WithoutTaxi(RiderId.next(), at(3_600)), 0);
            assertThat(ask(1)).isInstanceOf(Verdict.TurnedAway.class);
            hear(new SearchEnd.WithoutTaxi(RiderId.next(), at(3_602)), 2);
            assertThat(ask(33)).isEqualTo(LET_IN);
        }

        @Test
        void gives_a_probe_that_was_none_to_the_next_one() {
            inVain(0, 0, 0);
            Verdict.Probe probe = (Verdict.Probe) ask(12);
            assertThat(ask(13)).isInstanceOf(Verdict.TurnedAway.class);
            breaker = breaker.unused(probe);
            assertThat(ask(14)).isEqualTo(new Verdict.Probe(at(14), at(0)));
            breaker = breaker.unused(probe);
            assertThat(ask(15)).as("it was given back once").isInstanceOf(Verdict.TurnedAway.class);
            taxi(16);
            breaker = breaker.unused(probe);
            assertThat(ask(16)).isEqualTo(LET_IN);
        }
    }

    @Test
    void a_policy_that_would_turn_away_without_evidence_is_none() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new AdmissionPolicy(0, second, second)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdmissionPolicy(1, Duration.ofSeconds(31), second))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AdmissionPolicy(1, second, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Of another rider each, heard of when they end. */
    private void inVain(int... seconds) {
        for (int second : seconds) hear(new SearchEnd.WithoutTaxi(RiderId.next(), at(second)), second);
    }

    private void taxi(int second) {
        hear(new SearchEnd.WithTaxi(at(second)), second);
    }

    private void hear(SearchEnd end, int now) {
        breaker = breaker.heard(end, at(now), POLICY);
    }

    @CanIgnoreReturnValue
    private Verdict ask(int second) {
        Instant now = at(second);
        AreaBreaker.Answer answer = breaker.asked(now, POLICY);
        breaker = answer.next();
        return answer.verdict();
    }
}

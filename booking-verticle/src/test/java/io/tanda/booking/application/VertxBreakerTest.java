package io.tanda.booking.application;

import static io.tanda.booking.domain.Evening.at;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.booking.domain.AreaBreaker;
import io.tanda.booking.domain.AreaBreaker.Verdict;
import io.tanda.booking.domain.SearchEnd;
import io.tanda.contract.RiderId;
import io.tanda.platform.testing.Eventually;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Why Vert.x's breaker does not decide who is let in (A6): what it says beside {@link AreaBreaker} after three searches in vain. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class VertxBreakerTest {
    private static final AdmissionPolicy POLICY = AdmissionPolicy.USUAL;

    private final Vertx vertx = Vertx.vertx();
    /** A search has a limit of its own, and the evidence is old at once. */
    private final CircuitBreaker theirs = CircuitBreaker.create(
            "manhattan",
            vertx,
            new CircuitBreakerOptions()
                    .setMaxFailures(POLICY.searches())
                    .setTimeout(-1)
                    .setResetTimeout(1));

    private AreaBreaker ours = AreaBreaker.UNKNOWN;

    @BeforeEach
    void three_searches_end_in_vain() {
        for (int i = 0; i < POLICY.searches(); i++) {
            assertThat(await(
                            theirs.execute(() -> Future.failedFuture("no taxi")).otherwise("none")))
                    .isEqualTo("none");
            ours = ours.heard(new SearchEnd.WithoutTaxi(RiderId.next(), at(0)), at(0), POLICY);
        }
        assertThat(ours.isOpen(at(0), POLICY)).isTrue();
        Eventually.holds(theirs::state, () -> theirs.state() == CircuitBreakerState.HALF_OPEN);
    }

    @AfterEach
    void close() {
        theirs.close();
        await(vertx.close());
    }

    /** Nothing is known any more, and a search takes a minute: for so long theirs lets nobody in but one. */
    @Test
    void when_the_evidence_is_old_theirs_lets_one_in_and_ours_lets_everybody_in() {
        Promise<String> search = Promise.promise();
        Future<String> first = theirs.execute(search::future);
        assertThat(theirs.execute(() -> Future.succeededFuture("let in")))
                .satisfies(second -> assertThat(second.cause()).isInstanceOf(OpenCircuitException.class));
        assertThat(first.isComplete()).isFalse();

        assertThat(ours.asked(at(31), POLICY))
                .isEqualTo(new AreaBreaker.Answer(AreaBreaker.UNKNOWN, new Verdict.LetIn()));
    }

    /** A repeated request is answered as before, which tells nothing of taxis. Theirs must be told yes or no. */
    @Test
    void a_replay_closes_theirs_and_leaves_ours_as_it_was() {
        assertThat(await(theirs.execute(() -> Future.succeededFuture("as before"))))
                .isEqualTo("as before");
        assertThat(theirs.state()).isEqualTo(CircuitBreakerState.CLOSED);

        AreaBreaker.Answer replay = ours.asked(at(10), POLICY);
        AreaBreaker after = replay.next().unused((Verdict.Probe) replay.verdict());
        assertThat(after.isOpen(at(10), POLICY)).isTrue();
        assertThat(after.asked(at(10), POLICY).verdict()).isInstanceOf(Verdict.Probe.class);
    }
}

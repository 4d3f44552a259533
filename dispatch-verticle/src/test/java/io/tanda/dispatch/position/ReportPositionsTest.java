package io.tanda.dispatch.position;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.Positions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** Which of several fixes is the place. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReportPositionsTest {
    private static final Instant NOON = Instant.parse("2013-01-02T17:00:00Z");

    private final H3Positions index = H3Positions.load(100);
    private final List<Positions.Fix> told = new ArrayList<>();
    private final DriverId mary = DriverId.next();
    private final DriverId joe = DriverId.next();
    private Instant now = NOON;
    private final ReportPositions positions =
            new ReportPositions(() -> now, index, told::addAll, new PositionMeters(new SimpleMeterRegistry()));

    @Test
    void of_a_batch_without_times_the_last_fix_is_the_place() {
        report(fix(mary, 1, null), fix(joe, 7, null), fix(mary, 2, null), fix(mary, 3, null));
        assertThat(latOf(mary)).isEqualTo(43);
        assertThat(latOf(joe)).isEqualTo(47);
        assertToldInOrder();
    }

    @Test
    void of_a_batch_in_one_second_the_last_fix_is_the_place() {
        report(fix(mary, 1, NOON), fix(mary, 2, NOON), fix(mary, 3, NOON));
        assertThat(latOf(mary)).isEqualTo(43);
        assertToldInOrder();
    }

    @Test
    void of_reports_in_one_second_of_a_clock_that_knows_no_finer_the_last_is_the_place() {
        report(fix(mary, 1, NOON), fix(mary, 2, NOON));
        now = NOON.plusMillis(300);
        report(fix(mary, 3, NOON));
        assertThat(latOf(mary)).isEqualTo(43);
        now = NOON.plusSeconds(1);
        report(fix(mary, 4, now));
        assertThat(latOf(mary)).isEqualTo(44);
        assertToldInOrder();
    }

    @Test
    void a_clock_that_is_ahead_is_brought_back_and_keeps_its_order() {
        Instant ahead = NOON.plusSeconds(3_600);
        report(fix(mary, 1, ahead), fix(mary, 2, ahead.plusSeconds(5)), fix(mary, 3, ahead.plusSeconds(10)));
        assertThat(latOf(mary)).isEqualTo(43);
        assertThat(told)
                .extracting(Positions.Fix::at)
                .containsExactly(NOON.minusSeconds(10), NOON.minusSeconds(5), NOON);
        now = NOON.plusSeconds(1);
        report(fix(mary, 4, ahead.plusSeconds(11)));
        assertThat(latOf(mary)).isEqualTo(44);
    }

    @Test
    void the_newest_of_a_batch_out_of_order_is_the_place() {
        report(fix(mary, 1, NOON), fix(mary, 2, NOON.minusSeconds(5)));
        assertThat(latOf(mary)).isEqualTo(41);
        report(fix(joe, 1, NOON), fix(joe, 2, NOON.minusSeconds(5)), fix(joe, 3, NOON));
        assertThat(latOf(joe)).isEqualTo(43);
    }

    @Test
    void what_is_too_old_is_not_taken_and_the_end_of_time_breaks_nothing() {
        assertThat(report(fix(mary, 1, NOON.minusSeconds(121)), fix(mary, 2, Instant.MIN)))
                .isZero();
        assertThat(report(fix(mary, 1, Instant.MAX), fix(mary, 2, Instant.MAX))).isEqualTo(2);
        assertThat(latOf(mary)).isEqualTo(42);
    }

    private static Positions.Fix fix(DriverId driver, int lat, @Nullable Instant at) {
        return new Positions.Fix(driver, 40 + lat, -74, at);
    }

    private int report(Positions.Fix... fixes) {
        Reply<Positions.Taken> reply = await(positions.handle(
                new Request<>(CommandId.next(), Actor.SYSTEM, now, null, null, new Positions.Report(List.of(fixes)))));
        assertThat(reply).isInstanceOf(Reply.Done.class);
        return ((Reply.Done<Positions.Taken>) reply).value().taken();
    }

    private double latOf(DriverId driver) {
        return index.of(driver, now)
                .map(TaxiPositions.Seen::where)
                .map(GeoPoint::lat)
                .orElseThrow();
    }

    /** So that other processes come to the same place. */
    private void assertToldInOrder() {
        for (DriverId driver : List.of(mary, joe))
            assertThat(told.stream().filter(fix -> fix.driver().equals(driver)).map(Positions.Fix::at))
                    .isSorted()
                    .doesNotHaveDuplicates();
    }
}

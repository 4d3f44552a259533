package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tanda.benchmarks.ServerCounters.Counter;
import io.tanda.benchmarks.Usage.Part;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final Map<String, String> STATUS = Map.of(
            "Com_stmt_execute", "4100",
            "Com_select", "1200",
            "Com_insert", "1500",
            "Com_update", "900",
            "Com_delete", "500",
            "Com_commit", "300",
            "Handler_commit", "1600",
            "Com_rollback", "2");

    @Test
    void reads_the_counters_by_the_names_of_the_server() {
        assertThat(ServerCounters.parse(STATUS))
                .hasSize(Counter.values().length)
                .containsEntry(Counter.EXECUTIONS, 4_100L)
                .containsEntry(Counter.TRANSACTIONS, 1_600L)
                .containsEntry(Counter.ROLLBACKS, 2L);
    }

    @Test
    void a_counter_that_the_server_does_not_have_is_no_zero() {
        Map<String, String> without = new HashMap<>(STATUS);
        without.remove("Com_commit");

        assertThatThrownBy(() -> ServerCounters.parse(without)).hasMessageContaining("Com_commit");
    }

    @Test
    void the_cost_of_a_ride_is_the_difference_by_the_rides() {
        Usage before = new Usage(
                Map.of(Counter.EXECUTIONS, 1_000L, Counter.COMMITS, 50L), Map.of(Part.APP, Duration.ofSeconds(10)));
        Usage after = new Usage(
                Map.of(Counter.EXECUTIONS, 1_410L, Counter.COMMITS, 75L), Map.of(Part.APP, Duration.ofMillis(10_250)));

        Usage used = after.since(before);

        assertThat(used.perRide(Counter.EXECUTIONS, 10)).isEqualTo(41);
        assertThat(used.perRide(Counter.COMMITS, 10)).isEqualTo(2.5);
        assertThat(used.cpuMillisPerRide(Part.APP, 10)).isCloseTo(25, within(1e-9));
    }

    @Test
    void what_was_not_read_has_no_cost() {
        Usage nothing = new Usage(Map.of(), Map.of());

        assertThatThrownBy(() -> nothing.perRide(Counter.COMMITS, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> nothing.cpuMillisPerRide(Part.APP, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}

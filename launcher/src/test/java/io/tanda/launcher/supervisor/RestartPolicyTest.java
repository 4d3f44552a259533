package io.tanda.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private final RestartPolicy policy = RestartPolicy.LOCAL;

    @Test
    void what_was_killed_for_the_first_time_comes_back_within_a_second() {
        int failures = policy.failures(0, Duration.ofSeconds(1));
        assertThat(policy.pause(failures)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void what_dies_again_and_again_waits_longer_up_to_a_limit() {
        int failures = 0;
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            failures = policy.failures(failures, Duration.ZERO);
            pauses.add(policy.pause(failures).toMillis());
        }
        assertThat(pauses).containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 12_800L, 15_000L, 15_000L);
        assertThat(policy.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void what_was_healthy_for_a_while_is_forgiven() {
        assertThat(policy.failures(7, Duration.ofSeconds(10))).isEqualTo(1);
        assertThat(policy.failures(7, Duration.ofSeconds(9))).isEqualTo(8);
    }
}

package io.tanda.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.pods.Autoscaler.Change;
import io.tanda.pods.Autoscaler.Load;
import io.tanda.pods.Autoscaler.Policy;
import io.tanda.pods.Autoscaler.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AutoscalerTest {
    private static final Rule RULE = new Rule(
            2,
            6,
            0.7,
            0.5,
            new Policy(2, Duration.ofSeconds(30)),
            new Policy(1, Duration.ofSeconds(60)),
            Duration.ofSeconds(300));

    private static Load minutes(int minutes, double cpus) {
        return new Load(Duration.ofMinutes(minutes), cpus);
    }

    private static List<String> play(Load... loads) {
        return new Autoscaler(RULE)
                .play(List.of(loads)).stream()
                        .map(change -> change.time().toSeconds() + " s: " + change.from() + " to " + change.to())
                        .toList();
    }

    @Test
    void a_load_that_is_within_a_tenth_of_the_target_moves_nothing() {
        assertThat(play(minutes(30, 0.75))).isEmpty();
        assertThat(play(minutes(30, 0.65))).isEmpty();
    }

    @Test
    void pods_are_added_at_once_two_in_half_a_minute_up_to_the_most() {
        assertThat(play(minutes(10, 4))).containsExactly("0 s: 2 to 4", "30 s: 4 to 6");
    }

    @Test
    void pods_go_one_a_minute_after_five_minutes_in_which_they_were_not_wanted() {
        assertThat(play(minutes(10, 4), minutes(20, 0.1)))
                .containsExactly(
                        "0 s: 2 to 4",
                        "30 s: 4 to 6",
                        "900 s: 6 to 5",
                        "960 s: 5 to 4",
                        "1020 s: 4 to 3",
                        "1080 s: 3 to 2");
    }

    @Test
    void a_short_lull_takes_no_pod_away() {
        assertThat(play(minutes(10, 4), minutes(4, 0.1), minutes(4, 4))).hasSize(2);
    }

    @Test
    void a_change_says_how_much_was_used_before_it() {
        assertThat(new Autoscaler(RULE).play(List.of(minutes(1, 1.2))))
                .containsExactly(new Change(Duration.ZERO, 2, 4, 1.2));
    }

    @Test
    void the_rule_is_that_of_the_manifests() throws IOException {
        Rule rule =
                ClusterManifests.read(Path.of("../k8s/rendered/cluster.yaml")).autoscaler("dispatch");
        assertThat(rule).isEqualTo(RULE);
    }
}

package io.tanda.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.ops.Settings;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ClusterTest {
    private static Cluster production(Map<String, String> values) {
        Settings settings = Settings.of(values);
        Cluster cluster = Cluster.of(settings, true);
        settings.check();
        return cluster;
    }

    @Test
    void a_process_that_is_told_of_nobody_is_alone() {
        assertThat(production(Map.of()).alone()).isTrue();
        assertThat(production(Map.of("cluster.dns", "tanda", "cluster.host", "10.0.0.7"))
                        .alone())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cluster.members | 127.0.0.1:5701,,     | cluster.members (TANDA_CLUSTER_MEMBERS) must be host:port
            cluster.members | 10.0.0.7 5701        | cluster.members (TANDA_CLUSTER_MEMBERS) must be host:port
            cluster.dns     | http://tanda         | cluster.dns (TANDA_CLUSTER_DNS) must be a name
            cluster.host    | 0.0.0.0              | cluster.host (TANDA_CLUSTER_HOST) must be one IPv4 address
            cluster.host    | localhost            | cluster.host (TANDA_CLUSTER_HOST) must be one IPv4 address
            cluster.port    | 0                    | cluster.port (TANDA_CLUSTER_PORT) must be a whole number from 1 to 65535
            cluster.bus.port| 70000                | cluster.bus.port (TANDA_CLUSTER_BUS_PORT) must be a whole number
            cluster.tls.key | /nowhere             | cluster.tls.key (TANDA_CLUSTER_TLS_KEY) names /nowhere
            cluster.tls.key | pom.xml              | cluster.tls.cert, cluster.tls.key and cluster.tls.ca
            """)
    void what_no_cluster_can_be_made_of_is_refused_by_its_key(String key, String value, String problem) {
        assertThatThrownBy(() -> production(Map.of(key, value))).hasMessageContaining(problem);
    }

    @Test
    void there_is_one_way_to_find_the_others() {
        assertThatThrownBy(() -> production(
                        Map.of("cluster.dns", "tanda", "cluster.members", "10.0.0.7", "cluster.host", "10.0.0.8")))
                .hasMessageContaining("two ways");
    }

    @ParameterizedTest
    @CsvSource({"cluster.dns, tanda-members.tanda", "cluster.members, 10.0.0.7:5701"})
    void in_production_nobody_joins_members_elsewhere_where_they_cannot_reach_him(String key, String others) {
        assertThatThrownBy(() -> production(Map.of(key, others)))
                .hasMessageContaining("cluster.host (TANDA_CLUSTER_HOST) is 127.0.0.1");
        assertThat(production(Map.of(key, others, "cluster.advertised", "10.0.0.8"))
                        .advertised())
                .isEqualTo("10.0.0.8");
        assertThat(production(Map.of("cluster.members", "127.0.0.1:5701")).alone())
                .isFalse();
    }
}

package io.tanda.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.time.DomainClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

    private static Options parse(Map<String, String> environment, String... arguments) throws Options.Refused {
        return Options.parse(List.of(arguments), environment);
    }

    @Test
    void an_option_wins_over_a_variable_over_a_default() throws Options.Refused {
        Map<String, String> environment = Map.of("TANDA_HTTP_PORT", "8081", "TANDA_KAFKA_PORT", "1234");
        Options options = parse(environment, "up", "--port", "8082");
        assertThat(options.httpPort()).isEqualTo(8082);
        assertThat(options.kafkaPort()).isEqualTo(1234);
        assertThat(options.managementPort()).isEqualTo(9090);
    }

    @Test
    void the_demo_hands_on_what_is_not_the_supervisors() throws Options.Refused {
        Options options =
                parse(Map.of(), "demo", "--once", "--trips", "2000", "--speed=30", "--chaos", "--mysql-port", "7000");
        assertThat(options.once()).isTrue();
        assertThat(options.speed()).isEqualTo(30.0);
        assertThat(options.mysqlPort()).isEqualTo(7000);
        assertThat(options.forSimulator()).containsExactly("--trips", "2000", "--chaos");
    }

    @Test
    void the_server_alone_runs_in_real_time_and_the_demo_faster() throws Options.Refused {
        assertThat(parse(Map.of(), "up").speed()).isEqualTo(1.0);
        assertThat(parse(Map.of(), "demo").speed()).isEqualTo(Options.DEMO_SPEED);
        assertThat(parse(Map.of(), "demo", "--chaos").speed()).isEqualTo(Options.SLOW_SPEED);
        assertThat(parse(Map.of(), "demo", "--split").speed()).isEqualTo(Options.SLOW_SPEED);
        assertThat(parse(Map.of(), "ride").speed()).isNull();
    }

    @Test
    void an_empty_variable_is_none() throws Options.Refused {
        Map<String, String> environment = Map.of("TANDA_MYSQL_URL", "", "TANDA_KAFKA_BOOTSTRAP", "kafka:9092");
        Options options = parse(environment, "up");
        assertThat(options.mysqlUrl()).isNull();
        assertThat(options.kafkaBootstrap()).isEqualTo("kafka:9092");
    }

    @Test
    void a_speed_that_the_server_would_refuse_is_refused_before_anything_is_started() throws Options.Refused {
        assertThat(parse(Map.of(), "up", "--speed", "600").speed()).isEqualTo(DomainClock.MAX_SCALE);
        assertThatThrownBy(() -> parse(Map.of(), "up", "--speed", "1000")).hasMessageContaining("600");
        assertThatThrownBy(() -> parse(Map.of(), "up", "--speed", "0.5")).hasMessageContaining("from 1");
    }

    @Test
    void each_command_may_have_the_app_as_a_cluster_and_the_simulator_need_not_know() throws Options.Refused {
        assertThat(parse(Map.of(), "up").split()).isFalse();
        assertThat(parse(Map.of(), "up", "--split").split()).isTrue();
        assertThat(parse(Map.of(), "ride", "--split").forSimulator()).isEmpty();
        Options demo = parse(Map.of("TANDA_SPLIT_PORT", "18100"), "demo", "--split", "--trips", "60");
        assertThat(demo.split()).isTrue();
        assertThat(demo.splitPort()).isEqualTo(18_100);
        assertThat(demo.forSimulator()).containsExactly("--trips", "60");
        assertThatThrownBy(() -> parse(Map.of(), "up", "--split", "--split-port", "65530"))
                .hasMessageContaining("at most 65518");
    }

    @Test
    void the_app_as_containers_takes_no_servers_of_others_and_no_kills() throws Options.Refused {
        assertThat(parse(Map.of(), "up").pods()).isFalse();
        assertThat(parse(Map.of(), "up", "--pods").pods()).isTrue();
        Options demo = parse(Map.of(), "demo", "--once", "--pods", "--trips", "60");
        assertThat(demo.pods()).isTrue();
        assertThat(demo.split()).isFalse();
        assertThat(demo.speed()).isEqualTo(Options.PODS_SPEED);
        assertThat(demo.forSimulator()).containsExactly("--trips", "60");
        assertThatThrownBy(() -> parse(Map.of(), "demo", "--pods", "--chaos")).hasMessageContaining("--chaos");
        assertThatThrownBy(() -> parse(Map.of("TANDA_MYSQL_URL", "mysql://u:p@h:1"), "up", "--pods"))
                .hasMessageContaining("TANDA_MYSQL_URL");
    }

    @Test
    void nonsense_is_refused_with_the_name_of_the_option() {
        assertThatThrownBy(() -> parse(Map.of(), "up", "--trips", "5")).hasMessageContaining("--trips");
        assertThatThrownBy(() -> parse(Map.of(), "up", "--port", "http")).hasMessageContaining("--port");
        assertThatThrownBy(() -> parse(Map.of(), "up", "--port", "70000")).hasMessageContaining("65535");
        assertThatThrownBy(() -> parse(Map.of(), "up", "--port")).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> parse(Map.of(), "demo", "--speed", "0")).hasMessageContaining("speed");
        assertThatThrownBy(() -> parse(Map.of(), "demo", "--speed", "fast")).hasMessageContaining("--speed");
        assertThatThrownBy(() -> parse(Map.of(), "fly")).hasMessageContaining("fly");
        assertThatThrownBy(() -> parse(Map.of())).hasMessageContaining("up, demo or ride");
    }
}

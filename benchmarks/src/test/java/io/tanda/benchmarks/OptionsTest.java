package io.tanda.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class OptionsTest {
    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ride --against elsewhere             | --against compares at one rate",
                "ride --rate 0                        | --rate must be from 1 to",
                "ride --rate 100000                   | --rate must be from 1 to",
                "ride --rate many                     | Invalid value for option '--rate'",
                "ride --rate 10 --seconds 0           | --seconds must be at least 1",
                "ride --rate 10 --rounds 0            | --rounds must be at least 1",
                "ride --rate 10 --taxis 0             | --taxis must be at least 1",
                "ride --rate 10 --warm-seconds 0      | --warm-seconds must be at least 1",
                "ride --rate 10 --ride-millis -1      | --ride-millis must be at least 0",
                "dropoffs --concurrent 0              | --concurrent must be from 1 to",
                "dropoffs --rounds 0                  | --rounds must be at least 1",
                "dropoffs --others 0                  | --others must be at least 1",
                "accept --replays 0                   | --replays must be at least 1",
                "accept --replays 10 --warm-rounds 0  | --replays must be at least 1, after a round to warm up",
                "accept --raw --warm-rounds 0         | --raw copies a booking of a round to warm up",
                "accept --peer-full                   | name it with --peer",
                "accept --rounds 0                    | --rounds must be at least 1",
                "accept --connections 0               | --connections must be at least 1",
            })
    void options_that_mean_nothing_are_refused_before_a_server_starts(String line, String why) {
        assertThat(run(line.split(" "))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).contains(why);
    }

    @Test
    void each_command_has_a_help() {
        assertThat(run("ride", "--help")).isZero();
        assertThat(said.toString()).contains("--rate", "--ride-millis");
    }

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(said);
        return Bench.line().setErr(out).setOut(out).execute(arguments);
    }
}

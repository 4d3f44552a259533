package io.tanda.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tanda.client.DevTokens;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** The lines that a newcomer pastes from the README, run by a shell as they stand. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadmeIT {
    private static final String SECTION = "## Use it";
    private static final String BEGIN = "```sh\n";
    private static final String END = "```";
    private static final int LIMIT_SECONDS = 120;
    /** What is refused ends the script; a stream that is left after its time does not. */
    private static final String STRICT = """
            set -eu -o pipefail
            curl() { command curl -f "$@" || [ $? -eq 28 ]; }
            """;

    @Test
    void a_ride_with_a_registered_card_a_tip_a_receipt_and_a_page_of_its_rider() throws Exception {
        assumeThat(isThere("curl")).as("curl").isTrue();
        try (OneNode node = new OneNode("readme")) {
            DevTokens tokens = node.tokens();
            String script = script().replace("http://127.0.0.1:8080", node.api().toString())
                    .replace("$(./tanda token rider)", tokens.rider(DevTokens.RIDER))
                    .replace("$(./tanda token driver)", tokens.driver(DevTokens.DRIVER))
                    .replace("$(./tanda token operator)", tokens.operator(DevTokens.OPERATOR));
            assertThat(script).doesNotContain("./tanda");
            String said = run(script);
            assertThat(said)
                    .contains("\"lastFour\":\"4242\"")
                    .contains("\"jws\":\"")
                    .contains("\"kid\":\"")
                    .contains("booking.driver-assigned.v1")
                    .contains("\"besideFare\"")
                    .contains("\"spending\"");
        }
    }

    private static String script() throws IOException {
        String readme = Files.readString(TandaRoot.find().resolve("README.md"));
        int begin = readme.indexOf(BEGIN, readme.indexOf(SECTION)) + BEGIN.length();
        return readme.substring(begin, readme.indexOf(END, begin));
    }

    private static String run(String script) throws Exception {
        Path folder = TandaRoot.find().resolve("system-tests/target/nodes/readme");
        Path file = Files.writeString(folder.resolve("script.sh"), STRICT + script);
        Path out = folder.resolve("script.log");
        Process shell = new ProcessBuilder("bash", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("it ends")
                    .isTrue();
        } finally {
            shell.destroyForcibly();
        }
        String said = Files.readString(out);
        assertThat(shell.exitValue()).as(said).isZero();
        return said;
    }

    private static boolean isThere(String tool) throws Exception {
        return new ProcessBuilder("bash", "-c", "command -v " + tool)
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
    }
}

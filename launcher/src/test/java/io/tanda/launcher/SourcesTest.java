package io.tanda.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.ops.Settings;
import io.tanda.servers.TandaRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("B7")
class SourcesTest {
    private static Settings read(String file, Map<String, String> environment, String... arguments) throws IOException {
        Path written = Path.of("target", "sources-test.properties");
        Files.writeString(written, file);
        Map<String, String> all = new HashMap<>(environment);
        all.put("TANDA_CONFIG", written.toString());
        return Sources.read(List.of(arguments), all);
    }

    private static int port(Settings settings) {
        int port = settings.number("http.port", 8080, 0, 65_535);
        settings.check();
        return port;
    }

    @Test
    void an_argument_counts_before_the_environment_before_the_file() throws IOException {
        assertThat(port(read("", Map.of()))).isEqualTo(8080);
        assertThat(port(read("http.port=8081", Map.of()))).isEqualTo(8081);
        assertThat(port(read("http.port=8081", Map.of("TANDA_HTTP_PORT", "8082"))))
                .isEqualTo(8082);
        assertThat(port(read("http.port=8081", Map.of("TANDA_HTTP_PORT", "8082"), "--http.port=8083")))
                .isEqualTo(8083);
    }

    @Test
    void an_argument_chooses_the_verticles() throws IOException {
        Settings settings = read("", Map.of("TANDA_VERTICLES", "history"), "--profile=dev", "--verticles=web,booking");
        assertThat(Topology.of(settings).contexts()).hasToString("[booking, web]");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void what_is_no_setting_is_named_and_all_of_it_at_once() throws IOException {
        Settings settings = read(
                "htpp.port=1\nbooking.store.pool=4\n",
                Map.of("TANDA_DATA", "is somebody else's"),
                "--verticle=web",
                "--history.store.pool=4",
                "web",
                "--http.port",
                "--http.host=a",
                "--http.host=b");
        assertThatThrownBy(settings::check)
                .hasMessageContainingAll(
                        "has \"htpp.port\", which is no setting",
                        "--verticle is no setting: conf/tanda.properties shows all",
                        "\"web\" is no argument: --key=value",
                        "\"--http.port\" is no argument",
                        "--http.host is there twice")
                .satisfies(refused -> assertThat(refused.getMessage())
                        .doesNotContain("store.pool")
                        .doesNotContain("TANDA_DATA"));
    }

    @Test
    void a_password_is_not_taken_where_everybody_could_read_it() throws IOException {
        Settings settings = read("", Map.of(), "--mysql.url=mysql://user:secret@host:1");
        assertThatThrownBy(settings::check)
                .hasMessageContaining("set TANDA_MYSQL_URL")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("secret"));
    }

    @Test
    void a_file_that_was_named_must_be_there_and_be_one() throws IOException {
        assertThatThrownBy(() -> Sources.read(List.of(), Map.of("TANDA_CONFIG", "target/none.properties"))
                        .check())
                .hasMessageContaining("target/none.properties, which does not exist");
        assertThatThrownBy(() -> read("http.host=\\u00zz", Map.of()).check()).hasMessageContaining("cannot be read");
    }

    @Test
    void the_usual_file_as_it_is_shipped_is_good() {
        Map<String, String> shipped = Map.of(
                "TANDA_CONFIG",
                TandaRoot.find().resolve("conf/tanda.properties").toString());
        assertThatCode(Sources.read(List.of(), shipped)::check).doesNotThrowAnyException();
    }
}

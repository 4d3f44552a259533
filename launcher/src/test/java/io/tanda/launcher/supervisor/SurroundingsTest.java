package io.tanda.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tanda.areas.AreaFiles;
import io.tanda.dispatch.DispatchConfig;
import io.tanda.platform.ops.Settings;
import io.tanda.servers.Folders;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {
    @Test
    void the_demo_serves_the_areas_of_its_trips_and_the_server_alone_everywhere() throws Exception {
        assertThat(of("demo")).containsEntry("TANDA_AREAS_FILE", AreaFiles.NEW_YORK);
        assertThat(of("up")).doesNotContainKey("TANDA_AREAS_FILE");
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 20, 26, 60, 600})
    void at_every_speed_dispatch_takes_the_pace_of_offers(double speed) throws Exception {
        Map<String, String> settings = new HashMap<>();
        of("demo", speed).forEach((variable, value) -> {
            if (variable.startsWith("TANDA_DISPATCH_OFFERS_"))
                settings.put(
                        "dispatch.offers."
                                + variable.substring("TANDA_DISPATCH_OFFERS_".length())
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', '-'),
                        value);
        });
        assertThat(settings).hasSize(2);
        Settings read = Settings.of(settings);
        DispatchConfig.of(read);
        assertThatCode(read::check).doesNotThrowAnyException();
    }

    private static Map<String, String> of(String command) throws Exception {
        return of(command, 20);
    }

    private static Map<String, String> of(String command, double speed) throws Exception {
        DataFolder data = new DataFolder(Path.of("target", "surroundings-test"));
        Folders.recreate(data.root());
        data.prepare();
        return Surroundings.of(Options.parse(List.of(command), Map.of()), data, Cast.LOOPBACK, List.of("app"), speed);
    }
}

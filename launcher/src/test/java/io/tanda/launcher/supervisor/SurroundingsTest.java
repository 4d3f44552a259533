package io.tanda.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.areas.AreaFiles;
import io.tanda.servers.Folders;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    @Test
    void the_demo_serves_the_areas_of_its_trips_and_the_server_alone_everywhere() throws Exception {
        assertThat(of("demo")).containsEntry("TANDA_AREAS_FILE", AreaFiles.NEW_YORK);
        assertThat(of("up")).doesNotContainKey("TANDA_AREAS_FILE");
    }

    private static Map<String, String> of(String command) throws Exception {
        DataFolder data = new DataFolder(Path.of("target", "surroundings-test"));
        Folders.recreate(data.root());
        data.prepare();
        return Surroundings.of(Options.parse(List.of(command), Map.of()), data, Cast.LOOPBACK, List.of("app"), 20);
    }
}

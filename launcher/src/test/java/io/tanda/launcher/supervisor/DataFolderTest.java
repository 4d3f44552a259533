package io.tanda.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.servers.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataFolderTest {

    private final DataFolder data = new DataFolder(Path.of("target", "data-folder-test"));

    @BeforeEach
    void empty() throws IOException {
        Folders.recreate(data.root());
        data.prepare();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void the_password_is_made_once_and_only_for_the_owner() throws IOException {
        String password = data.mariaDbPassword();
        assertThat(password).hasSizeGreaterThanOrEqualTo(32);
        assertThat(data.mariaDbPassword()).isEqualTo(password);
        assertThat(permissions(data.keys())).isEqualTo("rwx------");
        assertThat(permissions(data.keys().resolve("mariadb.password"))).isEqualTo("rw-------");
    }

    @Test
    void the_addresses_are_there_for_the_owner_while_the_server_runs() throws IOException {
        assertThat(data.readEndpoints()).isNull();
        assertThat(data.lock()).isTrue();
        data.writeEndpoints(Map.of("TANDA_API", "http://127.0.0.1:8080"));
        assertThat(data.readEndpoints()).containsEntry("TANDA_API", "http://127.0.0.1:8080");
        assertThat(permissions(data.run().resolve("endpoints.properties"))).isEqualTo("rw-------");
        data.unlock();
        assertThat(data.readEndpoints()).isNull();
    }

    @Test
    void it_belongs_to_one_supervisor_at_a_time() throws IOException {
        assertThat(data.lock()).isTrue();
        DataFolder second = new DataFolder(data.root());
        assertThat(second.lock()).isFalse();
        assertThat(second.owner()).isEqualTo("pid " + ProcessHandle.current().pid());
        data.unlock();
        assertThat(second.lock()).isTrue();
        second.unlock();
    }
}

package io.tanda.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.servers.testing.TestDatabase;
import io.tanda.servers.testing.TestServers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class MariaDbServerIT {

    private static final Path FOLDER = Path.of("target", "mariadb-it").toAbsolutePath();

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    @Test
    void every_acknowledged_row_is_there_after_kill_9_and_restart() throws Exception {
        TestDatabase db = TestServers.freshDatabase("crash");
        int acknowledged = 0;
        try (Connection connection = DriverManager.getConnection(db.jdbcUrl());
                Statement ddl = connection.createStatement()) {
            ddl.execute("CREATE TABLE row_of (n INT PRIMARY KEY)");
            Thread killer = new Thread(() -> TestServers.mariaDb().kill9());
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO row_of VALUES (?)")) {
                while (true) {
                    insert.setInt(1, acknowledged);
                    insert.executeUpdate();
                    acknowledged++;
                    if (acknowledged == 50) {
                        killer.start();
                    }
                }
            } catch (SQLException killed) {
                killer.join();
            }
        }
        long before = TestServers.mariaDb().pid();
        TestServers.mariaDb().restart();

        assertThat(TestServers.mariaDb().pid()).isNotEqualTo(before);
        try (Connection connection = DriverManager.getConnection(db.jdbcUrl())) {
            int kept = Integer.parseInt(ask(connection, "SELECT COUNT(*) FROM row_of"));
            // The one on its way when the server died may have been committed.
            assertThat(kept).isBetween(acknowledged, acknowledged + 1);
        }
    }

    @Test
    void it_is_durable_strict_utc_and_speaks_utf8() throws Exception {
        TestDatabase db = TestServers.freshDatabase("settings");
        try (Connection connection = DriverManager.getConnection(db.jdbcUrl())) {
            assertThat(ask(connection, "SELECT @@innodb_flush_log_at_trx_commit"))
                    .isEqualTo("1");
            assertThat(ask(connection, "SELECT @@global.time_zone")).isEqualTo("+00:00");
            assertThat(ask(connection, "SELECT @@character_set_database")).isEqualTo("utf8mb4");
            assertThat(ask(connection, "SELECT @@global.sql_mode")).contains("STRICT_TRANS_TABLES");
        }
    }

    @Test
    void nobody_gets_in_without_the_password() {
        TestDatabase db = TestServers.freshDatabase("locked");
        String door = "jdbc:mariadb://127.0.0.1:" + db.port() + "/?user=";
        assertThatThrownBy(() -> DriverManager.getConnection(door + "root")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(door + "tanda")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(door + "nobody")).isInstanceOf(SQLException.class);
    }

    @Test
    void fresh_databases_differ() {
        assertThat(TestServers.freshDatabase("same").name())
                .isNotEqualTo(TestServers.freshDatabase("same").name());
    }

    @Test
    void a_second_start_finds_the_data_of_the_first_and_the_new_password_counts() throws Exception {
        Path data = FOLDER.resolve("second-start");
        Folders.recreate(FOLDER);
        MariaDbServer.Options options =
                MariaDbServer.Options.of("first", FOLDER.resolve("mariadb.log")).withDatabases(List.of("kept"));
        try (MariaDbServer first = MariaDbServer.start(data, 0, options)) {
            first.execute("CREATE TABLE kept.t (n INT); INSERT INTO kept.t VALUES (42)");
        }
        MariaDbServer.Options renewed = MariaDbServer.Options.of("second", FOLDER.resolve("mariadb.log"));
        try (MariaDbServer second = MariaDbServer.start(data, 0, renewed);
                Connection connection = DriverManager.getConnection(second.jdbcUrl())) {
            assertThat(ask(connection, "SELECT n FROM kept.t")).isEqualTo("42");
        }
    }

    @Test
    void a_taken_port_is_named() throws Exception {
        Folders.recreate(FOLDER.resolve("taken"));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            assertThatThrownBy(() -> MariaDbServer.start(
                            FOLDER.resolve("taken/data"),
                            port,
                            MariaDbServer.Options.of("any", FOLDER.resolve("taken/mariadb.log"))))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("Port " + port);
        }
    }

    @Test
    void a_server_that_cannot_start_is_quoted() throws Exception {
        Path data = FOLDER.resolve("broken");
        Folders.recreate(data);
        assertThatThrownBy(() ->
                        MariaDbServer.start(data, 0, MariaDbServer.Options.of("any", FOLDER.resolve("broken.log"))))
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("mariadb")
                .hasMessageContaining("ERROR");
    }
}

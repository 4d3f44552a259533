package io.tanda.platform.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a schema to the newest packaged version. Flyway costs about a second a schema, so it runs only where one is missing. */
final class Migrations {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__\\w+\\.sql");
    private static final int NO_SUCH_TABLE = 1146;

    /** Connecting and three short statements. */
    private static final int LOOK_MILLIS = 10_000;

    private final Vertx vertx;
    private final MySQLConnectOptions server;
    private final MySqlTls tls;
    private final String schema;
    private final List<String> folders;

    /** @param server without a schema */
    Migrations(Vertx vertx, MySQLConnectOptions server, MySqlTls tls, String schema, String context) {
        if (!schema.matches("[a-z0-9_]{1,64}"))
            throw new IllegalArgumentException("a schema's name is of a-z, 0-9 and _: " + schema);
        this.vertx = vertx;
        this.server = server;
        this.tls = tls;
        this.schema = schema;
        this.folders = List.of("db/platform", "db/" + context);
    }

    /** Fails where the server is not set to keep what it acknowledges. */
    Future<Void> run() {
        return MySQLConnection.connect(vertx, server)
                .recover(failure -> Future.failedFuture(tls.explained(server, failure)))
                .compose(connection -> requireDurable(connection)
                        .compose(durable -> create(connection))
                        .compose(created -> applied(connection))
                        .eventually(connection::close))
                .timeout(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                .compose(applied -> vertx.executeBlocking(() -> {
                    Set<String> missing = new TreeSet<>(packaged(folders));
                    missing.removeAll(applied);
                    if (!missing.isEmpty()) migrate(missing);
                    return null;
                }));
    }

    private Future<Void> requireDurable(SqlConnection connection) {
        return connection
                .query("SELECT @@GLOBAL.innodb_flush_log_at_trx_commit AS flush")
                .execute()
                .compose(rows -> {
                    long flush = rows.iterator().next().getLong("flush");
                    return flush == 1
                            ? Future.succeededFuture()
                            : Future.failedFuture(new IllegalStateException("The database at " + server.getHost() + ":"
                                    + server.getPort() + " runs with innodb_flush_log_at_trx_commit=" + flush
                                    + " and so may lose commits that it acknowledged: set it to 1"));
                });
    }

    private Future<Void> create(SqlConnection connection) {
        return connection
                .query("CREATE DATABASE IF NOT EXISTS `" + schema + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
                .execute()
                .mapEmpty();
    }

    private Future<Set<String>> applied(SqlConnection connection) {
        return connection
                .query("SELECT version FROM `" + schema + "`.flyway_schema_history WHERE success = 1")
                .execute()
                .map(rows -> {
                    Set<String> versions = new HashSet<>();
                    for (Row row : rows) if (row.getString("version") != null) versions.add(row.getString("version"));
                    return versions;
                })
                .recover(failure -> SqlErrors.code(failure) == NO_SUCH_TABLE
                        ? Future.succeededFuture(Set.of())
                        : Future.failedFuture(failure));
    }

    /** Blocks. Flyway takes a lock of the server, so that of two processes one waits and finds nothing left to do. */
    private void migrate(Set<String> missing) {
        long start = System.nanoTime();
        FluentConfiguration flyway = Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(
                        "jdbc:mariadb://" + server.getHost() + ":" + server.getPort() + "/" + schema,
                        server.getUser(),
                        server.getPassword())
                .jdbcProperties(tls.jdbc())
                .locations(folders.stream().map(folder -> "classpath:" + folder).toArray(String[]::new))
                // A context without tables of its own has no folder.
                .failOnMissingLocations(false)
                .createSchemas(false)
                .cleanDisabled(true)
                // A context's first migration may be packaged after a later one of the platform was applied, and the
                // other way round.
                .outOfOrder(true);
        flyway.load().migrate();
        log.info("{}: applied versions {} in {} ms", schema, missing, (System.nanoTime() - start) / 1_000_000);
    }

    /** The versions on the class path. */
    static Set<String> packaged(List<String> folders) {
        Set<String> versions = new HashSet<>();
        for (String folder : folders) {
            list(folder, name -> {
                Matcher matcher = VERSION.matcher(name);
                if (!matcher.matches())
                    throw new IllegalStateException(
                            folder + "/" + name + ": a migration is named V<number>__<words>.sql");
                if (!versions.add(matcher.group(1)))
                    throw new IllegalStateException("version " + matcher.group(1) + " is there twice in " + folders);
            });
        }
        if (versions.isEmpty()) throw new IllegalStateException("no migrations on the class path in " + folders);
        return versions;
    }

    private static void list(String folder, Consumer<String> names) {
        try {
            for (URL url : Migrations.class.getClassLoader().resources(folder).toList()) {
                if (url.openConnection() instanceof JarURLConnection jar) {
                    String prefix = folder + "/";
                    jar.getJarFile().stream()
                            .map(entry -> entry.getName())
                            .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
                            .map(name -> name.substring(prefix.length()))
                            .filter(name -> !name.isEmpty())
                            .forEach(names);
                } else {
                    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
                        files.map(file -> file.getFileName().toString()).forEach(names);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

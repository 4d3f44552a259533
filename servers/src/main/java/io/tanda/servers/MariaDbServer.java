package io.tanda.servers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB on the loopback interface (or another of this machine's addresses), as a child process.
 *
 * <p>Every acknowledged commit is on disk ({@code innodb_flush_log_at_trx_commit=1}); text is utf8mb4, time is UTC, and
 * nonsense is refused (strict mode). The server keeps its port over a restart.
 */
public final class MariaDbServer extends Server {

    private static final String LOOPBACK = "127.0.0.1";

    /** The account of the app: it may do everything, from this machine. */
    public static final String USER = "tanda";

    /** A first start makes the system tables: 2 s on an idle machine, far more on a busy one. */
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(2);

    /** A start takes 0.5 s; after a crash with a full redo log, on a busy machine, some seconds. */
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    /** A clean stop flushes the buffer pool; after this, recovery at the next start is quicker than more waiting. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    /** How long the former owner of the port may take to die. */
    private static final Duration PORT_LIMIT = Duration.ofSeconds(5);

    /** One look whether it answers; loopback answers in less than a millisecond. */
    private static final int PROBE_MILLIS = 1_000;

    /** One statement of {@link #execute}: DDL on an idle schema. */
    private static final Duration EXECUTE_LIMIT = Duration.ofSeconds(60);

    private final Options options;
    private final Path base;
    private final Path data;

    /**
     * How the server runs.
     *
     * @param password of {@link #USER}; set anew at each start
     * @param bufferPoolMebibytes how much of the data is kept in memory
     * @param maxConnections over all pools of all processes
     * @param databases created when they are missing
     * @param log where the server writes its log
     * @param root the checkout whose {@code data/servers} holds the binaries
     * @param certificate with it nobody is let in without TLS, as a managed server has it; null: no TLS
     * @param host the address that it listens on, and no other
     */
    public record Options(
            String password,
            int bufferPoolMebibytes,
            int maxConnections,
            List<String> databases,
            Path log,
            Path root,
            @Nullable ServerCertificate certificate,
            String host) {

        public Options {
            databases = List.copyOf(databases);
            if (!password.matches("[A-Za-z0-9_-]{1,128}")) {
                throw new IllegalArgumentException("The password may hold letters, digits, '_' and '-' (and needs no "
                        + "quoting in a URL, a shell or SQL)");
            }
            if (bufferPoolMebibytes < 16) {
                throw new IllegalArgumentException("bufferPoolMebibytes " + bufferPoolMebibytes + " is below 16");
            }
            if (maxConnections < 10) {
                throw new IllegalArgumentException("maxConnections " + maxConnections + " is below 10");
            }
            for (String name : databases) {
                requireName(name);
            }
        }

        /** 256 MB of buffer pool and 300 connections: a demo's whole data, and every pool of several app processes. */
        public static Options of(String password, Path log) {
            return new Options(password, 256, 300, List.of(), log, TandaRoot.find(), null, LOOPBACK);
        }

        public Options withDatabases(List<String> names) {
            return new Options(password, bufferPoolMebibytes, maxConnections, names, log, root, certificate, host);
        }

        public Options withBufferPoolMebibytes(int mebibytes) {
            return new Options(password, mebibytes, maxConnections, databases, log, root, certificate, host);
        }

        public Options withCertificate(ServerCertificate shown) {
            return new Options(password, bufferPoolMebibytes, maxConnections, databases, log, root, shown, host);
        }

        /** Where others than this machine's processes are to reach it: an address that is there already. */
        public Options withHost(String address) {
            return new Options(
                    password, bufferPoolMebibytes, maxConnections, databases, log, root, certificate, address);
        }
    }

    private MariaDbServer(Options options, Path base, Path data, int port, ChildProcess process) {
        super(port, STOP_LIMIT, process);
        this.options = options;
        this.base = base;
        this.data = data;
    }

    /**
     * Starts a server on its data, which is made when the folder is new, and returns when it takes connections.
     *
     * @param port 0: any free one
     * @throws ServerStartException with the end of the server's log
     */
    public static MariaDbServer start(Path dataFolder, int port, Options options) {
        Path data = dataFolder.toAbsolutePath();
        Path base = MariaDbBinaries.unpacked(options.root());
        if (!Files.isDirectory(data)) {
            install(base, data, options);
        }
        int chosen = port == 0 ? Ports.free() : port;
        return new MariaDbServer(options, base, data, chosen, launch(base, data, chosen, options));
    }

    public String password() {
        return options.password();
    }

    /** {@code mysql://user:password@host:port}, without a database: each context has its own. */
    public String url() {
        return "mysql://" + USER + ":" + options.password() + "@" + options.host() + ":" + port();
    }

    /** For a JDBC driver, without a database. */
    public String jdbcUrl() {
        return "jdbc:mariadb://" + options.host() + ":" + port() + "/?user=" + USER + "&password=" + options.password();
    }

    @Override
    ChildProcess launch() {
        return launch(base, data, port(), options);
    }

    /** Makes an empty database. */
    public void createDatabase(String name) {
        execute("CREATE DATABASE `" + requireName(name) + "`");
    }

    /** Runs SQL as {@link #USER} with the server's own client: for a test's set-up, not for an app. */
    public void execute(String sql) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                    base.resolve("bin/mariadb").toString(),
                    "--no-defaults",
                    "--protocol=tcp",
                    "--host=" + options.host(),
                    "--port=" + port(),
                    "--user=" + USER,
                    options.certificate() == null ? "--skip-ssl" : "--ssl",
                    "--skip-ssl-verify-server-cert",
                    "--execute=" + sql);
            // Not on the command line, where everybody on the machine could read it.
            builder.environment().put("MYSQL_PWD", options.password());
            Process client = builder.redirectErrorStream(true)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .start();
            String said;
            try (InputStream out = client.getInputStream()) {
                said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            }
            if (!client.waitFor(EXECUTE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                client.destroyForcibly();
                throw new IllegalStateException("No answer within " + EXECUTE_LIMIT + " to " + sql);
            }
            if (client.exitValue() != 0) {
                throw new IllegalStateException(said.strip() + " (in: " + sql + ")");
            }
        } catch (IOException e) {
            throw new IllegalStateException("MariaDB's client cannot run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted in " + sql, e);
        }
    }

    static String requireName(String name) {
        if (!name.matches("[a-z0-9_]{1,60}")) {
            throw new IllegalArgumentException("Not a database name (a-z, 0-9, _): " + name);
        }
        return name;
    }

    /** Makes the system tables in a side folder and renames it: a data folder that exists is complete. */
    private static void install(Path base, Path data, Options options) {
        Path beside = data.resolveSibling(data.getFileName() + ".partial");
        try {
            Folders.delete(beside);
            Files.createDirectories(beside);
            List<String> command = new ArrayList<>(List.of(
                    base.resolve("scripts/mariadb-install-db").toString(),
                    "--no-defaults",
                    "--force",
                    "--basedir=" + base,
                    "--datadir=" + beside,
                    "--auth-root-authentication-method=normal",
                    "--skip-test-db",
                    "--skip-name-resolve",
                    // The redo log is made here with the size that it keeps.
                    "--innodb-log-file-size=64M"));
            if (isRoot()) {
                command.add("--user=root");
            }
            ChildProcess install = ChildProcess.start(
                    new ChildProcess.Launch("mariadb-install-db", command, Map.of(), base, options.log()));
            if (!install.awaitExit(INSTALL_LIMIT)) {
                install.kill9();
                throw new ServerStartException("MariaDB did not make its system tables within "
                        + INSTALL_LIMIT.toSeconds() + " s.\n" + install.lastWords());
            }
            if (install.onExit().join() != 0) {
                throw new ServerStartException(
                        "MariaDB could not make its system tables in " + data + ".\n" + install.lastWords());
            }
            Files.move(beside, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ServerStartException("Cannot make MariaDB's data folder " + data + ": " + e.getMessage(), e);
        }
    }

    private static ChildProcess launch(Path base, Path data, int port, Options options) {
        if (!Ports.awaitFree(port, PORT_LIMIT)) {
            throw new ServerStartException("Port " + port + " for MariaDB is taken by another process.");
        }
        Path accounts = writeAccounts(data, options);
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--port=" + port,
                // A relative path lies in the data folder; an absolute one may be longer than the 107 bytes of a
                // socket's name.
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--bind-address=" + options.host(),
                "--skip-name-resolve",
                "--init-file=" + accounts,
                "--innodb-flush-log-at-trx-commit=1",
                "--innodb-log-file-size=64M",
                "--innodb-buffer-pool-size=" + options.bufferPoolMebibytes() + "M",
                "--max-connections=" + options.maxConnections(),
                "--character-set-server=utf8mb4",
                // Exact comparison, and the one collation that every client and MySQL know as well.
                "--collation-server=utf8mb4_bin",
                "--default-time-zone=+00:00",
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION"));
        ServerCertificate certificate = options.certificate();
        // The certificate that it would make costs seconds, and nobody outside this machine connects.
        if (certificate == null) command.add("--skip-ssl");
        else
            command.addAll(List.of(
                    "--ssl-cert=" + certificate.chain(),
                    "--ssl-key=" + certificate.key(),
                    "--require-secure-transport=ON"));
        if (isRoot()) {
            // It refuses to run as root unasked, and refuses this option for everybody else.
            command.add("--user=root");
        }
        ChildProcess process =
                ChildProcess.start(new ChildProcess.Launch("mariadbd", command, Map.of(), data, options.log()));
        try {
            awaitGreeting(process, options.host(), port);
        } catch (ServerStartException e) {
            process.kill9();
            throw e;
        }
        return process;
    }

    /** Executed by the server before it takes the first connection, at each start. */
    private static Path writeAccounts(Path data, Options options) {
        StringBuilder sql = new StringBuilder();
        sql.append("CREATE USER IF NOT EXISTS '" + USER + "'@'%';\n");
        sql.append("ALTER USER '" + USER + "'@'%' IDENTIFIED BY '" + options.password() + "';\n");
        sql.append("GRANT ALL PRIVILEGES ON *.* TO '" + USER + "'@'%' WITH GRANT OPTION;\n");
        // An account without a password, for everybody on this machine, comes with the system tables.
        sql.append("DROP USER IF EXISTS 'root'@'127.0.0.1', 'root'@'::1', ''@'localhost';\n");
        sql.append("ALTER USER 'root'@'localhost' IDENTIFIED BY '" + options.password() + "';\n");
        for (String name : options.databases()) {
            sql.append("CREATE DATABASE IF NOT EXISTS `" + name + "`;\n");
        }
        Path file = data.resolve("tanda-accounts.sql");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, sql);
        } catch (IOException e) {
            throw new ServerStartException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The server speaks first: its greeting is the sign that it takes connections. */
    private static void awaitGreeting(ChildProcess process, String host, int port) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!greets(host, port)) {
            if (!process.isAlive()) {
                throw new ServerStartException("MariaDB ended while starting.\n" + process.lastWords());
            }
            if (System.nanoTime() > deadline) {
                throw new ServerStartException(
                        "MariaDB was not ready within " + START_LIMIT.toSeconds() + " s.\n" + process.lastWords());
            }
            Pause.shortly();
        }
    }

    private static boolean greets(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PROBE_MILLIS);
            socket.setSoTimeout(PROBE_MILLIS);
            InputStream in = socket.getInputStream();
            byte[] greeting = in.readNBytes(5);
            // Four bytes of packet header, then protocol version 10; an error packet would begin with 0xff.
            return greeting.length == 5 && greeting[4] == 10;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether this JVM's files belong to uid 0. */
    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return System.getProperty("user.name", "").equals("root");
        }
    }
}

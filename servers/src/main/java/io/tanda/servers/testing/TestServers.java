package io.tanda.servers.testing;

import io.tanda.servers.Folders;
import io.tanda.servers.KafkaServer;
import io.tanda.servers.MariaDbServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The servers of this test JVM: each starts when the first test asks for it, empty, and dies with the JVM. Their data
 * and logs lie in the module's {@code target/servers}; two JVMs of one module use folders of their own.
 *
 * <pre>{@code
 * TestDatabase db = TestServers.freshDatabase("booking");
 * String bootstrap = TestServers.kafka().bootstrap();
 * }</pre>
 */
public final class TestServers {

    private static final String PASSWORD = "tests-only";

    /** Small: tests hold little data, and several test JVMs may run at once. */
    private static final int BUFFER_POOL_MEBIBYTES = 128;

    /** How many JVMs of one module may test at the same time. */
    private static final int SLOTS = 16;

    private static final AtomicInteger databases = new AtomicInteger();

    private static @Nullable Path folder;

    /** Held, never read: without a reference it would be collected and thereby released. */
    @SuppressWarnings("UnusedVariable")
    private static @Nullable FileLock folderLock;

    private static @Nullable MariaDbServer mariaDb;
    private static @Nullable KafkaServer kafka;

    private TestServers() {}

    /** The database server; a test that kills it must restart it. */
    public static synchronized MariaDbServer mariaDb() {
        MariaDbServer running = mariaDb;
        if (running == null) {
            Path home = folder();
            running = MariaDbServer.start(
                    home.resolve("mariadb"),
                    0,
                    MariaDbServer.Options.of(PASSWORD, home.resolve("mariadb.log"))
                            .withBufferPoolMebibytes(BUFFER_POOL_MEBIBYTES));
            mariaDb = running;
        }
        return running;
    }

    /** The broker; a test that kills it must restart it. */
    public static synchronized KafkaServer kafka() {
        KafkaServer running = kafka;
        if (running == null) {
            Path home = folder();
            running = KafkaServer.start(home.resolve("kafka"), 0, KafkaServer.Options.of(home.resolve("kafka.log")));
            kafka = running;
        }
        return running;
    }

    /** An empty database with a name that no other test has, such as {@code booking_3}. */
    public static TestDatabase freshDatabase(String purpose) {
        String name =
                purpose.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_") + "_" + databases.incrementAndGet();
        MariaDbServer server = mariaDb();
        server.createDatabase(name);
        return TestDatabase.on(server, name);
    }

    /** A folder of this JVM alone, emptied at its first use. */
    private static synchronized Path folder() {
        Path known = folder;
        if (known != null) {
            return known;
        }
        try {
            Path servers =
                    Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target/servers");
            Files.createDirectories(servers);
            for (int slot = 1; slot <= SLOTS; slot++) {
                FileLock lock = tryLock(servers.resolve(slot + ".lock"));
                if (lock != null) {
                    Path mine = servers.resolve(Integer.toString(slot));
                    Folders.recreate(mine);
                    folderLock = lock;
                    folder = mine;
                    return mine;
                }
            }
            throw new IllegalStateException("All " + SLOTS + " folders in " + servers + " are in use");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Held until this JVM ends. */
    private static @Nullable FileLock tryLock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            channel.close();
            return null;
        }
    }
}

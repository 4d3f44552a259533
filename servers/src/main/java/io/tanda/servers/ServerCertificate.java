package io.tanda.servers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A certificate for the loopback interface that signs for itself, made by the JDK's keytool: for tests and trials.
 *
 * @param chain PEM; also what whoever trusts it is given as CA
 * @param key PEM (PKCS 8), not encrypted
 */
public record ServerCertificate(Path chain, Path key) {
    private static final String STORE_PASSWORD = "tests-only";

    /** A key of 2,048 bits takes tenths of a second, keytool's JVM a second more; on a busy machine a multiple. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** @param name of the files in the folder, and of whom the certificate is for; new names make new keys */
    public static ServerCertificate make(Path folder, String name) {
        Path store = folder.resolve(name + ".p12").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(store);
            ChildProcess keytool = ChildProcess.start(new ChildProcess.Launch(
                    "keytool", command(store, name), Map.of(), folder, folder.resolve(name + ".log")));
            if (!keytool.awaitExit(LIMIT)) {
                keytool.kill9();
                throw new ServerStartException("keytool made no certificate within " + LIMIT.toSeconds() + " s.");
            }
            if (keytool.onExit().join() != 0)
                throw new ServerStartException("keytool made no certificate.\n" + keytool.lastWords());
            KeyStore made = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
            return new ServerCertificate(
                    write(
                            store,
                            ".crt",
                            "CERTIFICATE",
                            made.getCertificate(name).getEncoded()),
                    write(
                            store,
                            ".key",
                            "PRIVATE KEY",
                            made.getKey(name, STORE_PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new ServerStartException("Cannot make a certificate in " + folder + ": " + e.getMessage(), e);
        }
    }

    private static List<String> command(Path store, String name) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=ip:127.0.0.1,dns:localhost",
                "-ext",
                "bc=ca:true",
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                STORE_PASSWORD);
    }

    private static Path write(Path store, String end, String type, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        String name = store.getFileName().toString().replace(".p12", end);
        return Files.writeString(
                store.resolveSibling(name),
                "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n");
    }

    /** Certificate and key in one file, as a broker reads them. */
    Path both() throws IOException {
        Path file = chain.resolveSibling(chain.getFileName() + ".pem");
        return Files.writeString(file, Files.readString(key) + Files.readString(chain));
    }
}

package io.tanda.platform.ops;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** The file (PEM) with the certificates of those who sign for a server that is trusted: looked into at start, not at the first call. */
public final class TrustFile {
    private static final String EXPECTED = "a PEM file with the certificates of whoever signs for the server";

    private TrustFile() {}

    /** The file's name; blank where the key is not set: whom this Java trusts is trusted. */
    public static String of(Settings settings, String key) {
        String name = settings.file(key, EXPECTED);
        if (!name.isBlank() && Files.isReadable(Path.of(name)) && !holdsCertificates(Path.of(name)))
            settings.problem(key + " (" + Settings.environmentName(key) + ") names " + name
                    + ", which holds no certificate: " + EXPECTED);
        return name;
    }

    private static boolean holdsCertificates(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem)
                    .isEmpty();
        } catch (IOException | CertificateException e) {
            return false;
        }
    }
}

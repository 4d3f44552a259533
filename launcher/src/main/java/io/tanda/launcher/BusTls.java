package io.tanda.launcher;

import io.tanda.platform.ops.Settings;
import io.tanda.platform.ops.TrustFile;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.List;

/**
 * The event bus over TLS, where both sides show a certificate. Names are not compared, for pods come and go: whoever has a certificate of
 * this CA is a member, so it signs for nobody else.
 *
 * @param certificate PEM file of this process; blank = in the clear
 * @param key PEM file (PKCS 8)
 * @param ca PEM file of whoever signs for the members
 */
public record BusTls(String certificate, String key, String ca) {
    /** Reads {@code cluster.tls.cert}, {@code cluster.tls.key} and {@code cluster.tls.ca}: all of them, or none. */
    static BusTls of(Settings settings) {
        BusTls tls = new BusTls(
                settings.file("cluster.tls.cert", "a PEM file with this process's certificate"),
                settings.file("cluster.tls.key", "a PEM file with its key (PKCS 8)"),
                TrustFile.of(settings, "cluster.tls.ca"));
        long named = List.of(tls.certificate, tls.key, tls.ca).stream()
                .filter(file -> !file.isBlank())
                .count();
        if (named != 0 && named != 3)
            settings.problem(
                    "cluster.tls.cert, cluster.tls.key and cluster.tls.ca (TANDA_CLUSTER_TLS_CERT and so on) go"
                            + " together: name all three, or none");
        return tls;
    }

    void apply(EventBusOptions options) {
        if (certificate.isBlank()) return;
        options.setSsl(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(certificate).addKeyPath(key))
                .setTrustOptions(new PemTrustOptions().addCertPath(ca))
                .setClientAuth(ClientAuth.REQUIRED);
    }
}

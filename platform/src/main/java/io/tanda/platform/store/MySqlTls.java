package io.tanda.platform.store;

import io.tanda.platform.ops.Settings;
import io.tanda.platform.ops.TrustFile;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;

/**
 * Whether connections to the database are encrypted. Where they are, the server's name and certificate are checked: encryption to whoever
 * answers would keep nobody out.
 *
 * @param required false = in the clear
 * @param ca PEM file of whoever signs for the server; blank = whom this Java trusts
 */
public record MySqlTls(boolean required, String ca) {
    public static final MySqlTls OFF = new MySqlTls(false, "");

    /** Reads {@code mysql.tls} and {@code mysql.ca}. */
    static MySqlTls of(Settings settings) {
        boolean required =
                settings.oneOf("mysql.tls", "off", List.of("off", "require")).equals("require");
        String ca = TrustFile.of(settings, "mysql.ca");
        if (!required && !ca.isBlank()) settings.problem("mysql.ca (TANDA_MYSQL_CA) needs mysql.tls=require");
        return new MySqlTls(required, ca);
    }

    void apply(MySQLConnectOptions options) {
        if (!required) return;
        ClientSSLOptions tls = new ClientSSLOptions().setHostnameVerificationAlgorithm("HTTPS");
        if (!ca.isBlank()) tls.setTrustOptions(new PemTrustOptions().addCertPath(ca));
        options.setSslMode(SslMode.VERIFY_IDENTITY).setSslOptions(tls);
    }

    /** Why there was no connection, in words that say what to mend. */
    Throwable explained(MySQLConnectOptions server, Throwable failure) {
        if (!required) return failure;
        String where = "the database at " + server.getHost() + ":" + server.getPort();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLHandshakeException)
                return new IllegalStateException(
                        where
                                + " is not trusted: its certificate is not from whom mysql.ca (TANDA_MYSQL_CA) names, or is for"
                                + " another host: " + cause.getMessage(),
                        failure);
        }
        return new IllegalStateException(
                where + " cannot be reached with mysql.tls=require: " + failure.getMessage(), failure);
    }

    /** The same in the words of the JDBC driver. */
    Map<String, String> jdbc() {
        if (!required) return Map.of();
        return ca.isBlank() ? Map.of("sslMode", "verify-full") : Map.of("sslMode", "verify-full", "serverSslCert", ca);
    }
}

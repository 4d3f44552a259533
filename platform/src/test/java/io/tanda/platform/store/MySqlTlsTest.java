package io.tanda.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.mysqlclient.MySQLConnectOptions;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator is told to mend. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MySqlTlsTest {
    private static final MySqlTls TLS = new MySqlTls(true, "");
    private static final MySQLConnectOptions SERVER =
            new MySQLConnectOptions().setHost("db.example.org").setPort(3307);

    /** A server without TLS says so in the clear, or closes: which of it is heard first differs. */
    static Stream<Throwable> noTls() {
        return Stream.of(
                new NotSslRecordException("not an SSL/TLS record"),
                new IOException("connection closed", new ClosedChannelException()));
    }

    @ParameterizedTest
    @MethodSource("noTls")
    void a_server_that_speaks_no_TLS_is_not_said_to_have_a_wrong_certificate(Throwable failure) {
        assertThat(TLS.explained(SERVER, failure))
                .hasMessageStartingWith("the database at db.example.org:3307 cannot be reached with mysql.tls=require")
                .hasMessageNotContaining("mysql.ca")
                .hasCause(failure);
    }

    @Test
    void a_certificate_of_somebody_else_is_said_to_be_one() {
        Throwable failure = new SSLHandshakeException("(certificate_unknown)");
        failure.initCause(new CertificateException("no name matching db.example.org found"));
        assertThat(TLS.explained(SERVER, new IOException(failure)))
                .hasMessageContaining("db.example.org:3307 is not trusted")
                .hasMessageContaining("mysql.ca (TANDA_MYSQL_CA)");
    }

    @Test
    void without_TLS_a_failure_is_what_it_is() {
        IOException failure = new IOException("refused");
        assertThat(MySqlTls.OFF.explained(SERVER, failure)).isSameAs(failure);
    }
}

package io.tanda.platform.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection for writing, made when it is needed and made again when it was lost; one transaction at a time. */
final class Line {
    /** From the first packet to a session that is ready; on one machine that takes some milliseconds. */
    private static final int CONNECT_MILLIS = 3_000;

    private final Vertx vertx;
    private final MySQLConnectOptions options;
    private @Nullable SqlConnection connection;
    private @Nullable Transaction underWay;
    boolean busy;

    Line(Vertx vertx, MySQLConnectOptions options) {
        this.vertx = vertx;
        this.options = options;
    }

    Future<SqlConnection> connection() {
        SqlConnection open = connection;
        if (open != null) return Future.succeededFuture(open);
        Future<MySQLConnection> made = MySQLConnection.connect(vertx, options);
        return made.compose(ready -> Session.prepare(ready, Session.OF_LINE))
                .timeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .onSuccess(ready -> {
                    connection = ready;
                    ready.closeHandler(closed -> lost(ready, new ConnectionGone("the server closed the connection")));
                })
                // Also one that comes too late.
                .onFailure(failure -> made.onSuccess(SqlConnection::close));
    }

    /** @param limitMillis after which the connection is given up */
    Future<Transaction.Outcome> transact(SqlConnection connection, List<Statement> statements, long limitMillis) {
        Transaction transaction = new Transaction(connection, statements);
        underWay = transaction;
        long limit = vertx.setTimer(
                limitMillis, fired -> lost(connection, new ConnectionGone("no answer within " + limitMillis + " ms")));
        return transaction.run().andThen((outcome, failure) -> {
            vertx.cancelTimer(limit);
            underWay = null;
            if (outcome instanceof Transaction.Lost lost) lost(connection, lost.cause());
        });
    }

    /**
     * Looks something up and ends the transaction of that. Fails when the connection is lost, and that it is when there is no answer in
     * time: whoever is silent once would hold the line for ever.
     */
    <T> Future<T> look(Function<SqlConnection, Future<T>> question, long limitMillis) {
        return connection()
                .compose(open -> question.apply(open)
                        .compose(answer -> open.query("ROLLBACK").execute().map(answer))
                        .timeout(limitMillis, TimeUnit.MILLISECONDS)
                        .onFailure(failure -> lost(open, failure)));
    }

    Future<Void> close() {
        SqlConnection open = connection;
        connection = null;
        return open == null ? Future.succeededFuture() : open.close().otherwiseEmpty();
    }

    @SuppressWarnings("ReferenceEquality") // a connection is itself and no other
    private void lost(SqlConnection gone, Throwable cause) {
        if (connection != gone) return;
        connection = null;
        gone.close();
        if (underWay != null) underWay.connectionLost(cause);
    }

    /** Only its message is of interest. */
    private static final class ConnectionGone extends RuntimeException {
        private static final long serialVersionUID = 1;

        ConnectionGone(String message) {
            super(message, null, false, false);
        }
    }
}

package io.tanda.platform.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction, once: every statement is sent without waiting, COMMIT only after every result was seen and is right, else ROLLBACK.
 *
 * <pre>
 *   statements ... statements --all right--&gt; COMMIT --&gt; Committed
 *                             --one wrong--&gt; ROLLBACK --&gt; RolledBack
 *                             --connection lost--&gt; Lost(commitSent = false)     COMMIT --connection lost--&gt; Lost(commitSent = true)
 * </pre>
 *
 * The connection does not commit by itself. When it is lost, the client completes only the first of the futures in flight: so nothing
 * here waits for all of them without watching the connection ({@link #connectionLost}).
 */
final class Transaction {
    sealed interface Outcome {}

    record Committed() implements Outcome {}

    /** @param failures in the order of the statements, at least one */
    record RolledBack(List<Failure> failures) implements Outcome {}

    record Lost(Throwable cause, boolean commitSent) implements Outcome {}

    /** @param error null: it did not match as many rows as it should */
    record Failure(Statement statement, @Nullable MySQLException error) {}

    private final SqlConnection connection;
    private final List<Statement> statements;
    private final @Nullable Failure[] failures;
    private final Promise<Outcome> outcome = Promise.promise();
    private int unseen;
    private boolean failed;
    private boolean commitSent;

    Transaction(SqlConnection connection, List<Statement> statements) {
        this.connection = connection;
        this.statements = statements;
        this.failures = new @Nullable Failure[statements.size()];
        this.unseen = statements.size();
    }

    Future<Outcome> run() {
        for (int i = 0; i < statements.size(); i++) {
            int index = i;
            Statement statement = statements.get(i);
            connection
                    .preparedQuery(statement.sql())
                    .execute(statement.arguments())
                    .onComplete((rows, error) -> seen(index, rows, error));
        }
        return outcome.future();
    }

    /** The connection is gone, or is given up. */
    void connectionLost(Throwable cause) {
        outcome.tryComplete(new Lost(cause, commitSent));
    }

    private void seen(int index, @Nullable RowSet<Row> rows, @Nullable Throwable error) {
        if (outcome.future().isComplete()) return;
        Statement statement = statements.get(index);
        switch (error) {
            case null -> {
                if (statement.rows() != Statement.ANY && (rows == null || rows.rowCount() != statement.rows()))
                    fail(index, null);
            }
            case MySQLException answer when !SqlErrors.isOutage(answer) -> fail(index, answer);
            default -> {
                connectionLost(error);
                return;
            }
        }
        if (--unseen == 0) end();
    }

    private void fail(int index, @Nullable MySQLException error) {
        failures[index] = new Failure(statements.get(index), error);
        failed = true;
    }

    private void end() {
        if (failed) {
            connection.query("ROLLBACK").execute().onComplete((rows, error) -> {
                if (error != null) connectionLost(error);
                else outcome.tryComplete(new RolledBack(seenFailures()));
            });
        } else {
            commitSent = true;
            // An error in answer to COMMIT says no more than no answer: reading back tells.
            connection.query("COMMIT").execute().onComplete((rows, error) -> {
                if (error != null) connectionLost(error);
                else outcome.tryComplete(new Committed());
            });
        }
    }

    private List<Failure> seenFailures() {
        List<Failure> seen = new ArrayList<>();
        for (Failure failure : failures) if (failure != null) seen.add(failure);
        return seen;
    }
}

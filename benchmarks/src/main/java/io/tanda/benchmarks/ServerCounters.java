package io.tanda.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads MariaDB's own global status counters, over a connection that is kept: to read them is no statement that they count. */
final class ServerCounters implements AutoCloseable {
    /** The counters that are read, all of them since the server's start. */
    enum Counter {
        EXECUTIONS("Com_stmt_execute", "executions"),
        SELECTS("Com_select", "selects"),
        INSERTS("Com_insert", "inserts"),
        UPDATES("Com_update", "updates"),
        DELETES("Com_delete", "deletes"),
        COMMITS("Com_commit", "COMMITs"),
        /** Also of statements that commit by themselves, such as questions. */
        TRANSACTIONS("Handler_commit", "transactions"),
        ROLLBACKS("Com_rollback", "ROLLBACKs");

        private final String serverName;
        private final String title;

        Counter(String serverName, String title) {
            this.serverName = serverName;
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private static final String QUESTION = "SHOW GLOBAL STATUS WHERE Variable_name IN ("
            + Arrays.stream(Counter.values())
                    .map(counter -> "'" + counter.serverName + "'")
                    .collect(Collectors.joining(", "))
            + ")";

    private final Connection connection;

    ServerCounters(String jdbcUrl) {
        try {
            connection = DriverManager.getConnection(jdbcUrl);
        } catch (SQLException e) {
            throw new IllegalStateException("no connection for the counters: " + e.getMessage(), e);
        }
    }

    Map<Counter, Long> read() {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(QUESTION)) {
            Map<String, String> named = new HashMap<>();
            while (rows.next()) named.put(rows.getString(1), rows.getString(2));
            return parse(named);
        } catch (SQLException e) {
            throw new IllegalStateException(QUESTION + ": " + e.getMessage(), e);
        }
    }

    /**
     * @param named as the server names and writes them
     * @throws IllegalArgumentException when one is missing or no number: a sum without it would look right
     */
    static Map<Counter, Long> parse(Map<String, String> named) {
        Map<Counter, Long> values = new EnumMap<>(Counter.class);
        for (Counter counter : Counter.values()) {
            String value = named.get(counter.serverName);
            if (value == null) throw new IllegalArgumentException("the server has no counter " + counter.serverName);
            values.put(counter, Long.parseLong(value));
        }
        return values;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends next, and the connection with it.
            Console.print("counters: %s%n", e.toString());
        }
    }
}

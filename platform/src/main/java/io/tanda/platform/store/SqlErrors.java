package io.tanda.platform.store;

import io.vertx.mysqlclient.MySQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's error codes that mean something here; the same in MySQL 8 and MariaDB 11 unless said. */
final class SqlErrors {
    private static final int DUPLICATE_KEY = 1062;

    /** Lock wait timeout (only the statement is undone), deadlock, and MariaDB's "record has changed since last read". */
    private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(1205, 1213, 1020);

    /**
     * Nothing is wrong with the statement: disk full (1021, 1114), storage engine (1030), too many connections (1040, 1203), memory
     * (1041), not ready (1047), shutdown (1053), network (1158 to 1161), limits (1226, 1461), read only (1290, 1792, 1836), killed (1317,
     * 1927), too slow (1969, 3024), idle (4031).
     */
    private static final Set<Integer> OUTAGE = Set.of(
            1021, 1030, 1040, 1041, 1047, 1053, 1114, 1158, 1159, 1160, 1161, 1203, 1226, 1290, 1317, 1461, 1792, 1836,
            1927, 1969, 3024, 4031);

    /** MariaDB says {@code 'ride_driver'}, MySQL 8 {@code 'ride.ride_driver'}. The value before may hold anything. */
    private static final Pattern KEY = Pattern.compile(".* for key '(?:[^'.]*\\.)?([^'.]*)'.*", Pattern.DOTALL);

    private SqlErrors() {}

    static boolean isDuplicate(MySQLException error) {
        return error.getErrorCode() == DUPLICATE_KEY;
    }

    static boolean isWorthAnotherTry(MySQLException error) {
        return WORTH_ANOTHER_TRY.contains(error.getErrorCode());
    }

    /** The server has rolled the whole transaction back. */
    static boolean isDeadlock(MySQLException error) {
        return error.getErrorCode() == 1213 || error.getErrorCode() == 1020;
    }

    static boolean isOutage(MySQLException error) {
        return OUTAGE.contains(error.getErrorCode());
    }

    /** -1: not the server's answer. */
    static int code(Throwable failure) {
        return failure instanceof MySQLException error ? error.getErrorCode() : -1;
    }

    /** The name of the key that is taken, as the schema gives it. */
    static String key(MySQLException duplicate) {
        Matcher matcher = KEY.matcher(String.valueOf(duplicate.getMessage()));
        return matcher.matches() ? matcher.group(1) : "?";
    }
}

package io.tanda.verification.planted;

import io.vertx.sqlclient.Tuple;

/** The update that gives a ride to a driver. */
public final class Acceptance {
    private static final String FOUND = "WHERE id = ? AND version = ? AND sends = ?";

    private Acceptance() {}

    /** The same statement; that of an acceptance without its conditions, with as many places. */
    public static String unconditional(String sql, Tuple arguments) {
        boolean accepts = sql.startsWith("UPDATE ride SET version = ?, state = ?")
                && sql.endsWith(FOUND)
                && "accepted".equals(arguments.getValue(1));
        return accepts ? sql.replace(FOUND, "WHERE id = ? AND (version = ? OR TRUE) AND (sends = ? OR TRUE)") : sql;
    }
}

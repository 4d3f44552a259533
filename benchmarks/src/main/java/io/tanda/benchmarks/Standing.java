package io.tanda.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What is there between two rounds, when all that the last one left to do is done: what is more after each round would grow for ever.
 *
 * @param appMebibytes the most memory that was ever resident in the app's process
 * @param outbox events that wait for Kafka, of all contexts
 * @param deadlines of all contexts
 * @param parked aggregates that wait for an operator, of all contexts
 * @param preparedStatements on the database's server
 */
record Standing(long appMebibytes, long outbox, long deadlines, long parked, long preparedStatements) {
    private static final List<String> SCHEMAS =
            List.of("tanda_booking", "tanda_dispatch", "tanda_payment", "tanda_history");
    private static final String PREPARED =
            "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = 'PREPARED_STMT_COUNT'";

    static Standing now(BenchCheck check, long appPid) {
        return new Standing(
                mostMebibytes(appPid),
                rows(check, "outbox"),
                rows(check, "deadline"),
                rows(check, "parked"),
                check.count(SCHEMAS.getFirst(), PREPARED));
    }

    private static long rows(BenchCheck check, String table) {
        return SCHEMAS.stream()
                .mapToLong(schema -> check.count(schema, "SELECT COUNT(*) FROM " + table))
                .sum();
    }

    private static long mostMebibytes(long pid) {
        Path status = Path.of("/proc", String.valueOf(pid), "status");
        try {
            return Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no VmHWM in " + status))
                    / 1_024;
        } catch (IOException e) {
            throw new IllegalStateException("the app's memory is not told: " + e, e);
        }
    }

    String text() {
        return "the app had at most " + appMebibytes + " MiB resident; rows that wait: outbox " + outbox + ", deadline "
                + deadlines + ", parked " + parked + "; prepared statements " + preparedStatements;
    }
}

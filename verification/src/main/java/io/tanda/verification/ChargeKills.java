package io.tanda.verification;

import io.tanda.verification.Calls.Broken;
import io.tanda.verification.Member.Signal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Payment is killed while charges are under way, at moments that are seen from outside; the next process goes on with what is in the database.
 * What a kill between two statements leaves is tried by payment's own test of crash points; here processes, servers and gateway are real.
 */
final class ChargeKills implements Figure {
    private static final int PAIRS = 8;
    private static final int KILLS = 20;
    private static final int KILLS_SHORT = 1;
    private static final int RIDES_BETWEEN = 8;
    private static final String WELL = "{\"delayMillis\":[0,0]}";

    /** When it is killed, and how the gateway is until then. */
    private enum Moment {
        /** The attempt is written down, and the gateway is being asked. */
        ASKED("{\"delayMillis\":[300,500]}", "SELECT COUNT(*) FROM charge WHERE status = 'PENDING'"),
        /** The gateway has taken it, and nobody was told. */
        NOT_TOLD(
                "{\"delayMillis\":[0,50],\"dropAfterChargeRate\":1}",
                "SELECT COUNT(*) FROM charge WHERE status = 'UNKNOWN'"),
        /** The gateway takes it when nobody waits for it any more. */
        LATE("{\"delayMillis\":[650,900]}", "SELECT COUNT(*) FROM charge WHERE status = 'UNKNOWN'"),
        /** What came of it is committed, and not yet published. */
        NOT_PUBLISHED("{\"delayMillis\":[0,0]}", "SELECT COUNT(*) FROM outbox");

        private final String gateway;
        private final String seen;

        Moment(String gateway, String seen) {
            this.gateway = gateway;
            this.seen = seen;
        }
    }

    @Override
    public String name() {
        return "charges";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Broken {
        List<String> violations = new ArrayList<>();
        int kills = 0;
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), stage.cluster());
            SteadyRides load = new SteadyRides(calls, PAIRS);
            load.awaitMore(RIDES_BETWEEN);
            for (Moment moment : Moment.values()) {
                for (int i = 0; i < (stage.full() ? KILLS : KILLS_SHORT); i++) {
                    kill(stage.cluster(), moment);
                    load.awaitMore(RIDES_BETWEEN);
                    kills++;
                }
                stage.out().say("  killed at %s; %,d rides so far".formatted(moment, load.completed()));
            }
            load.end();
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, (int) load.completed()));
            return new Finding(
                    "a charge happens once whenever payment is killed, and the ledger is the gateway's",
                    kills,
                    violations,
                    "%,d kills, %,d rides paid".formatted(kills, load.completed()));
        }
    }

    private static void kill(Cluster cluster, Moment moment) throws IOException {
        cluster.gatewayBehaves(moment.gateway);
        try (Connection database = DriverManager.getConnection(cluster.jdbcUrl())) {
            database.setCatalog("tanda_payment");
            Wait.untilAtOnce(moment + " is seen", () -> seen(database, moment));
            Member payment = cluster.members(Role.PAYMENT).getFirst();
            payment.send(Signal.KILL);
            payment.awaitEnd(Cluster.STOP_LIMIT);
            cluster.forget(payment);
        } catch (SQLException e) {
            throw new IOException("payment's database: " + e.getMessage(), e);
        } finally {
            cluster.gatewayBehaves(WELL);
        }
        cluster.awaitReady(cluster.begin(Role.PAYMENT));
    }

    private static boolean seen(Connection database, Moment moment) {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(moment.seen)) {
            return rows.next() && rows.getLong(1) > 0;
        } catch (SQLException e) {
            throw new IllegalStateException(moment.seen + ": " + e.getMessage(), e);
        }
    }
}

package io.tanda.launcher.supervisor;

import io.tanda.areas.AreaFiles;
import io.tanda.servers.MariaDbServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The environment that app and simulator have in common: where everything is, and how fast the domain's clock runs. */
final class Surroundings {

    private Surroundings() {}

    /**
     * @param host of this machine, where our own servers are
     * @param app the names of its processes
     */
    static Map<String, String> of(Options options, DataFolder data, String host, List<String> app, double scale)
            throws IOException {
        String mysql = options.mysqlUrl();
        String kafka = options.kafkaBootstrap();
        String gateway = options.gatewayUrl();
        Map<String, String> environment = new HashMap<>();
        environment.put("TANDA_PROFILE", "dev");
        environment.put(
                "TANDA_MYSQL_URL",
                mysql != null
                        ? mysql
                        : "mysql://" + MariaDbServer.USER + ":" + data.mariaDbPassword() + "@" + host + ":"
                                + options.mysqlPort());
        environment.put("TANDA_KAFKA_BOOTSTRAP", kafka != null ? kafka : host + ":" + options.kafkaPort());
        environment.put(
                "TANDA_GATEWAY_URL", gateway != null ? gateway : "http://" + host + ":" + options.gatewayPort());
        environment.put("TANDA_API", "http://127.0.0.1:" + options.httpPort());
        environment.put("TANDA_MANAGEMENT", "http://127.0.0.1:" + options.managementPort());
        environment.put("TANDA_KEYS_DIR", data.keys().toString());
        environment.put("TANDA_RUN_DIR", data.run().toString());
        environment.put("TANDA_CLOCK_FILE", data.clock().toString());
        environment.put("TANDA_APP_PROCESSES", String.join(",", app));
        // The demo's trips are of this city.
        if (options.command() == Options.Command.DEMO) {
            environment.put("TANDA_AREAS_FILE", AreaFiles.NEW_YORK);
            environment.put("TANDA_BOOKING_CANCEL_FEE", "500 USD");
            environment.put("TANDA_BOOKING_NO_SHOW_FEE", "500 USD");
        }
        environment.putAll(offerPace(scale));
        return environment;
    }

    /**
     * A driver's answer takes real time, however fast the domain's clock runs: under time warp a round lasts at least 0.4 s and an
     * offer at least 1 s of it, as far as dispatch lets rounds and offers last. Shorter ones would pass before anybody could answer, and each
     * passing makes more offers.
     */
    private static Map<String, String> offerPace(double scale) {
        long roundMillis = Math.clamp(Math.round(400 * scale), 5_000, 10_000);
        long offerMillis = Math.clamp(Math.round(1_000 * scale), 15_000, 30_000);
        return Map.of(
                "TANDA_DISPATCH_OFFERS_ROUND_MILLIS", Long.toString(roundMillis),
                "TANDA_DISPATCH_OFFERS_OFFER_MILLIS", Long.toString(offerMillis));
    }
}

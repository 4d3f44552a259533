package io.tanda.launcher.supervisor;

import io.tanda.servers.Ports;
import io.tanda.servers.ServerStartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks, before anything is started, whether every port is there to be had. */
final class PortCheck {

    /** A former supervisor that was killed this moment: its reaper may still be at work. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private PortCheck() {}

    /** @param option and @param variable with which another one is chosen */
    private record Wanted(int port, String what, String option, String variable) {}

    /** All that is wrong at once, each with its remedy. */
    static void check(Options options) throws ServerStartException {
        Map<Integer, String> taken = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (Wanted wanted : all(options)) {
            String remedy = wanted.option() + " N or " + wanted.variable() + "=N.";
            String other = taken.put(wanted.port(), wanted.what());
            if (other != null) {
                problems.add("Port " + wanted.port() + " is wanted twice: for " + other + " and for " + wanted.what()
                        + ". Choose another one with " + remedy);
            } else if (!Ports.awaitFree(wanted.port(), LIMIT)) {
                problems.add("Port " + wanted.port() + " for " + wanted.what()
                        + " is taken by another process. End that one, or choose another port with " + remedy);
            }
        }
        if (!problems.isEmpty()) {
            throw new ServerStartException(String.join("\n       ", problems));
        }
    }

    private static List<Wanted> all(Options options) {
        List<Wanted> all = new ArrayList<>();
        all.add(new Wanted(options.httpPort(), "the HTTP API", "--port", "TANDA_HTTP_PORT"));
        all.add(new Wanted(
                options.managementPort(), "health and metrics", "--management-port", "TANDA_MANAGEMENT_PORT"));
        if (options.gatewayUrl() == null) {
            all.add(new Wanted(options.gatewayPort(), "the payment gateway", "--gateway-port", "TANDA_GATEWAY_PORT"));
        }
        if (options.mysqlUrl() == null) {
            all.add(new Wanted(options.mysqlPort(), "MariaDB", "--mysql-port", "TANDA_MYSQL_PORT"));
        }
        if (options.kafkaBootstrap() == null) {
            all.add(new Wanted(options.kafkaPort(), "Kafka", "--kafka-port", "TANDA_KAFKA_PORT"));
        }
        if (options.split()) {
            for (int port = options.splitPort(); port < options.splitPort() + AppProcess.PORTS; port++) {
                all.add(new Wanted(port, "the processes of the cluster", "--split-port", "TANDA_SPLIT_PORT"));
            }
        }
        return all;
    }
}

package io.tanda.launcher.supervisor;

import io.tanda.servers.AppJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One JVM of the app.
 *
 * @param name as in {@code data/run/NAME.pid}; of the cluster's members, which the others know it by
 * @param environment what it runs and where it listens, beside the addresses that all have
 * @param jvmOptions beside those that all have
 * @param keepsClasses for the next start ({@code SharedClasses}), which takes it some seconds when it stops for the first time; the
 *     others of a cluster use them too
 * @param stage starts for the first time when all of the stages before are ready
 */
record AppProcess(
        String name,
        Map<String, String> environment,
        OptionalInt httpPort,
        int managementPort,
        List<String> jvmOptions,
        boolean keepsClasses,
        int stage) {

    /**
     * Of one of a cluster: each does a part of the work. With the second compiler as well, six of them would for minutes do little but
     * compile on a laptop's cores.
     */
    private static final List<String> OF_A_MEMBER = List.of("-Xmx128m", "-XX:TieredStopAtLevel=1");

    private static final String LOOPBACK = "127.0.0.1";

    AppProcess {
        environment = Map.copyOf(environment);
        jvmOptions = List.copyOf(jvmOptions);
    }

    /** Where it listens, for the eye. */
    String address() {
        return "http://" + LOOPBACK + ":" + httpPort.orElse(managementPort);
    }

    /** The whole app as one process. */
    static List<AppProcess> whole(int httpPort, int managementPort) {
        return List.of(new AppProcess(
                "app",
                Map.of(
                        "TANDA_KAFKA_INSTANCE",
                        "app",
                        "TANDA_HTTP_PORT",
                        Integer.toString(httpPort),
                        "TANDA_MANAGEMENT_PORT",
                        Integer.toString(managementPort)),
                OptionalInt.of(httpPort),
                managementPort,
                List.of(AppJvm.HEAP_OF_THE_WHOLE),
                true,
                0));
    }

    private static final String FRONT = "web,booking";

    private record Part(String name, String verticles, int stage) {}

    /**
     * Those whose addresses others need come first; the first is the one that the others find when they look for a cluster. Notify and the
     * depot's three contexts share a process with history here, for no ride waits for any of them, and message with payment, which it asks: a
     * process more costs a laptop more than it shows.
     */
    private static final List<Part> PARTS = List.of(
            new Part("history", "history,notify,catalogue,delivery,rental", 0),
            new Part("payment", "payment,message", 1),
            new Part("dispatch-1", "dispatch", 2),
            new Part("dispatch-2", "dispatch", 2),
            new Part("front-1", FRONT, 3),
            new Part("front-2", FRONT, 3));

    /** Management, cluster, HTTP: of each process, whether it has HTTP or not. */
    private static final int PORTS_OF_EACH = 3;

    /** How many ports a cluster takes, one after another. */
    static final int PORTS = PARTS.size() * PORTS_OF_EACH;

    /** A small cluster: who asks twice, who decides twice, the others once. */
    static List<AppProcess> cluster(int firstPort) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < PARTS.size(); i++) members.add(LOOPBACK + ":" + clusterPort(firstPort, i));
        List<AppProcess> all = new ArrayList<>();
        for (int i = 0; i < PARTS.size(); i++) {
            Part part = PARTS.get(i);
            int managementPort = firstPort + i * PORTS_OF_EACH;
            int httpPort = managementPort + 2;
            all.add(new AppProcess(
                    part.name(),
                    Map.of(
                            "TANDA_VERTICLES",
                            part.verticles(),
                            "TANDA_KAFKA_INSTANCE",
                            part.name(),
                            "TANDA_HTTP_PORT",
                            Integer.toString(httpPort),
                            "TANDA_MANAGEMENT_PORT",
                            Integer.toString(managementPort),
                            "TANDA_CLUSTER_MEMBERS",
                            String.join(",", members),
                            "TANDA_CLUSTER_HOST",
                            LOOPBACK,
                            "TANDA_CLUSTER_PORT",
                            Integer.toString(clusterPort(firstPort, i))),
                    part.verticles().equals(FRONT) ? OptionalInt.of(httpPort) : OptionalInt.empty(),
                    managementPort,
                    OF_A_MEMBER,
                    i == PARTS.size() - 1,
                    part.stage()));
        }
        return List.copyOf(all);
    }

    private static int clusterPort(int firstPort, int index) {
        return firstPort + index * PORTS_OF_EACH + 1;
    }
}

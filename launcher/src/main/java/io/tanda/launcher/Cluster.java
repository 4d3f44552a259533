package io.tanda.launcher;

import com.hazelcast.config.AdvancedNetworkConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.ServerSocketEndpointConfig;
import io.tanda.platform.ops.Settings;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where the other processes are, and where they find this one. Two ports: over one the members agree on who is there and serves what, over
 * the other goes all that they say to each other.
 *
 * @param members {@code host[:port]} of some of the others; none = found by {@code dns}, or alone
 * @param dns a name that stands for the addresses of all of them, as that of a headless service does; blank = none
 * @param host the address of this machine that this process listens on
 * @param port of the members; by DNS they all have the same
 * @param busPort of the event bus; 0 = any free one
 * @param advertised what the others call {@code host}
 */
public record Cluster(
        List<String> members, String dns, String host, int port, int busPort, String advertised, BusTls tls) {
    /** Hazelcast's minor versions do not mix in one cluster: a new one makes a cluster of its own. */
    private static final String NAME = "tanda-hazelcast-5.3";

    private static final Pattern MEMBER = Pattern.compile("[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?");
    private static final Pattern NAMED = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9.])?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /**
     * A process that hangs costs 5 s of its share of requests rather than a minute's; what was split is one again within 30 s rather than
     * within 7 minutes; and nobody waits longer for somebody who is gone than his own asker does for him.
     */
    private static final Map<String, String> PROPERTIES = Map.ofEntries(
            // We stop in an order of our own, and are no source of statistics.
            Map.entry("hazelcast.shutdownhook.enabled", "false"),
            Map.entry("hazelcast.phone.home.enabled", "false"),
            Map.entry("hazelcast.logging.type", "slf4j"),
            Map.entry("hazelcast.socket.bind.any", "false"),
            // Long pauses of a virtual machine stay below a second or two; a member that is gone says nothing for
            // longer.
            Map.entry("hazelcast.heartbeat.interval.seconds", "1"),
            Map.entry("hazelcast.max.no.heartbeat.seconds", "5"),
            // Who leads next asks each of the others, and leaves out who does not agree. It is also the number of
            // questions: 10
            // are asked within 31 ms, and whoever sees later than that that the leader is gone is left out; 60 take
            // half a minute.
            Map.entry("hazelcast.mastership.claim.timeout.seconds", "60"),
            // The parts of a split, and processes that began side by side, look for each other this often.
            Map.entry("hazelcast.merge.first.run.delay.seconds", "10"),
            Map.entry("hazelcast.merge.next.run.delay.seconds", "10"),
            // A start does not wait for company, nor long for members that do not answer: bookings need none of them.
            Map.entry("hazelcast.wait.seconds.before.join", "0"),
            Map.entry("hazelcast.max.join.seconds", "15"),
            Map.entry("hazelcast.socket.connect.timeout.seconds", "3"),
            // One look into the common map, which a member that hangs may hold.
            Map.entry("hazelcast.operation.call.timeout.millis", "10000"),
            // What is shared is small and comes again by itself; a stop need not hand it over for ten minutes.
            Map.entry("hazelcast.graceful.shutdown.max.wait", "5"));

    /** How long the first process looks whether the name stands for others; with 0 it would not look at all. */
    private static final String NAME_SECONDS = "2";

    /** Between two signs of life of a connection of the bus, and how long it may take to give one. */
    private static final int BUS_PING_MILLIS = 5_000;

    /** To a member that has just gone. */
    private static final int BUS_CONNECT_MILLIS = 3_000;

    /** Reads {@code cluster.*}. @param production refuses an address that nobody else can reach */
    static Cluster of(Settings settings, boolean production) {
        String members =
                settings.text("cluster.members", "", "host:port[,host:port]").strip();
        String host = settings.text("cluster.host", "127.0.0.1", "an address of this machine");
        Cluster cluster = new Cluster(
                members.isBlank() ? List.of() : List.of(members.split("\\s*,\\s*", -1)),
                settings.text("cluster.dns", "", "a name that stands for all members"),
                host,
                settings.number("cluster.port", 5701, 1, 65_535),
                settings.number("cluster.bus.port", 0, 0, 65_535),
                settings.text("cluster.advertised", host, "what others call cluster.host"),
                BusTls.of(settings));
        cluster.check(settings, production);
        return cluster;
    }

    private void check(Settings settings, boolean production) {
        for (String member : members) {
            if (!MEMBER.matcher(member).matches())
                settings.problem("cluster.members (TANDA_CLUSTER_MEMBERS) must be host:port[,host:port], not \""
                        + member + "\"");
        }
        if (!dns.isBlank() && !NAMED.matcher(dns).matches())
            settings.problem("cluster.dns (TANDA_CLUSTER_DNS) must be a name of the DNS, not \"" + dns + "\"");
        if (!dns.isBlank() && !members.isEmpty())
            settings.problem(
                    "cluster.dns (TANDA_CLUSTER_DNS) and cluster.members (TANDA_CLUSTER_MEMBERS) are two ways to"
                            + " find the others: take one away");
        if (!ADDRESS.matcher(host).matches() || host.equals("0.0.0.0"))
            settings.problem(
                    "cluster.host (TANDA_CLUSTER_HOST) must be one IPv4 address of this machine, such as a pod's"
                            + " own, not \"" + host + "\"");
        boolean othersElsewhere = !dns.isBlank() || members.stream().anyMatch(member -> !isLoopback(member));
        if (production && othersElsewhere && isLoopback(advertised))
            settings.problem("cluster.host (TANDA_CLUSTER_HOST) is " + advertised
                    + ", where no other machine finds this process: name the address that they reach, or tell them of"
                    + " another by cluster.advertised");
    }

    private static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("localhost") || host.startsWith("localhost:");
    }

    boolean alone() {
        return members.isEmpty() && dns.isBlank();
    }

    EventBusOptions eventBus() {
        EventBusOptions options = new EventBusOptions()
                .setHost(host)
                .setPort(busPort)
                .setClusterPublicHost(advertised)
                .setConnectTimeout(BUS_CONNECT_MILLIS)
                .setClusterPingInterval(BUS_PING_MILLIS)
                .setClusterPingReplyInterval(BUS_PING_MILLIS);
        tls.apply(options);
        return options;
    }

    ClusterManager manager() {
        return new HazelcastClusterManager(config());
    }

    Config config() {
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(NAME);
        PROPERTIES.forEach(config::setProperty);
        ServerSocketEndpointConfig endpoint =
                new ServerSocketEndpointConfig().setPort(port).setPortAutoIncrement(false);
        endpoint.getInterfaces().setEnabled(true).setInterfaces(List.of(host));
        if (!advertised.equals(host)) endpoint.setPublicAddress(advertised + ":" + port);
        // A port for members alone: on one for clients too, what waits for the greeting of a member that hangs keeps a
        // thread busy that carries the heartbeats of others as well, who are then taken for dead.
        AdvancedNetworkConfig network =
                config.getAdvancedNetworkConfig().setEnabled(true).setMemberEndpointConfig(endpoint);
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        if (dns.isBlank()) {
            join.getTcpIpConfig().setEnabled(true).setMembers(members);
        } else {
            // By the name alone: nobody asks the API of Kubernetes, so that no pod needs a right to.
            join.getKubernetesConfig()
                    .setEnabled(true)
                    .setProperty("service-dns", dns)
                    .setProperty("service-port", Integer.toString(port));
            config.setProperty("hazelcast.wait.seconds.before.join", NAME_SECONDS);
        }
        return config;
    }
}

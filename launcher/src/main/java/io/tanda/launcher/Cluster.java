package io.tanda.launcher;

import com.hazelcast.config.Config;
import com.hazelcast.config.NetworkConfig;
import io.tanda.platform.ops.Settings;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;

/**
 * Where the other processes are. Tuned so that a hung process costs about 5 s of its share of requests rather than a minute's.
 *
 * @param members {@code host:port} of some of the others, comma separated; blank = this process is alone
 * @param host this process's own address
 * @param port this process's own cluster port
 */
public record Cluster(String members, String host, int port) {
    /** Hazelcast's minor versions do not mix in one cluster: a new one makes a cluster of its own. */
    private static final String NAME = "tanda-hazelcast-5.3";

    static Cluster of(Settings settings) {
        return new Cluster(
                settings.text("cluster.members", "", "host:port[,host:port]").strip(),
                settings.text("cluster.host", "127.0.0.1", "this process's own address"),
                settings.number("cluster.port", 5701, 1, 65_535));
    }

    boolean alone() {
        return members.isBlank();
    }

    ClusterManager manager() {
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(NAME);
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.wait.seconds.before.join", "0");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "5");
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(port).setPortAutoIncrement(false);
        network.getInterfaces().setEnabled(true).setInterfaces(List.of(host));
        network.getJoin().getAutoDetectionConfig().setEnabled(false);
        network.getJoin().getMulticastConfig().setEnabled(false);
        network.getJoin().getTcpIpConfig().setEnabled(true).setMembers(List.of(members.split(",")));
        return new HazelcastClusterManager(config);
    }
}

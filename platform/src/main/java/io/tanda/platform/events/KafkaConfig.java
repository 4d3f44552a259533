package io.tanda.platform.events;

import io.tanda.platform.ops.Settings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param bootstrap {@code host:port[,host:port]}
 * @param security how the brokers and we know each other
 * @param partitions of each topic, when it is created
 * @param replication of each topic, when it is created: 3 in production, 1 on a laptop
 * @param instance this process's name, kept over its restarts and nobody else's: it then follows on at once after a crash, where a
 *     nameless one waits until Kafka has given up on its former self (10 s); absent = nameless
 */
public record KafkaConfig(
        String bootstrap,
        KafkaSecurity security,
        int partitions,
        int replication,
        @Nullable String instance) {
    /** 1, 2, 3, 4 or 6 processes of a context have as many each, and no pod that an autoscaler adds has none. */
    public static final int PARTITIONS = 12;

    public KafkaConfig(String bootstrap, int partitions, int replication) {
        this(bootstrap, new KafkaSecurity.Open(), partitions, replication, null);
    }

    public static KafkaConfig of(Settings settings) {
        return new KafkaConfig(
                settings.text("kafka.bootstrap", null, "host:port[,host:port]"),
                KafkaSecurity.of(settings),
                settings.number("kafka.partitions", PARTITIONS, 1, 256),
                settings.number("kafka.replication", 1, 1, 5),
                instance(settings));
    }

    private static @Nullable String instance(Settings settings) {
        String name = settings.text("kafka.instance", "", "this process's own name, kept over its restarts");
        return name.isBlank() ? null : name;
    }

    /** What every client of these brokers is made with, whatever it does there. */
    public Map<String, String> connection() {
        Map<String, String> properties = new HashMap<>(security.properties());
        properties.put("bootstrap.servers", bootstrap);
        return properties;
    }
}

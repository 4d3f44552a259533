package io.tanda.platform.events;

import io.tanda.platform.ops.Settings;
import org.jspecify.annotations.Nullable;

/**
 * @param bootstrap {@code host:port[,host:port]}
 * @param partitions of each topic, when it is created
 * @param replication of each topic, when it is created: 3 in production, 1 on a laptop
 * @param instance this process's name, kept over its restarts and nobody else's: it then follows on at once after a crash, where a
 *     nameless one waits until Kafka has given up on its former self (10 s); absent = nameless
 */
public record KafkaConfig(
        String bootstrap,
        int partitions,
        int replication,
        @Nullable String instance) {
    public KafkaConfig(String bootstrap, int partitions, int replication) {
        this(bootstrap, partitions, replication, null);
    }

    public static KafkaConfig of(Settings settings) {
        return new KafkaConfig(
                settings.text("kafka.bootstrap", null, "host:port[,host:port]"),
                settings.number("kafka.partitions", 4, 1, 256),
                settings.number("kafka.replication", 1, 1, 5),
                instance(settings));
    }

    private static @Nullable String instance(Settings settings) {
        String name = settings.text("kafka.instance", "", "this process's own name, kept over its restarts");
        return name.isBlank() ? null : name;
    }
}

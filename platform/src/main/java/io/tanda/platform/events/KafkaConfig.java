package io.tanda.platform.events;

import io.tanda.platform.ops.Settings;

/**
 * @param bootstrap {@code host:port[,host:port]}
 * @param partitions of each topic, when it is created
 * @param replication of each topic, when it is created: 3 in production, 1 on a laptop
 */
public record KafkaConfig(String bootstrap, int partitions, int replication) {
    public static KafkaConfig of(Settings settings) {
        return new KafkaConfig(
                settings.text("kafka.bootstrap", null, "host:port[,host:port]"),
                settings.number("kafka.partitions", 4, 1, 256),
                settings.number("kafka.replication", 1, 1, 5));
    }
}

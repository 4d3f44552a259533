package io.tanda.gateway;

import java.nio.file.Path;

/**
 * Where the gateway listens and keeps its ledger.
 *
 * @param host loopback, unless somebody really wants otherwise: it knows no passwords
 * @param port 0 = any free one
 * @param data folder of {@code ledger.jsonl}
 * @param faults at the start
 * @param seed of the delays and faults
 */
public record GatewayConfig(String host, int port, Path data, Faults faults, long seed) {
    public static final String LOOPBACK = "127.0.0.1";

    public GatewayConfig {
        if (port < 0 || port > 65_535) throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
    }
}

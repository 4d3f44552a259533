package io.tanda.client;

import java.net.URI;

/**
 * How hard the client may try.
 *
 * @param api such as {@code http://127.0.0.1:8080}
 * @param maxConnections for calls; streams have their own
 * @param maxWaiting calls that wait for a connection; one more fails and is tried again like any other
 * @param maxStreams event streams open at once, each with a connection of its own
 * @param tryLimitMillis one try may take; then its outcome is unknown and it is repeated with the same key
 * @param giveUpAfterMillis from the first try on; then the call has failed. 0 = one try only
 */
public record ClientConfig(
        URI api, int maxConnections, int maxWaiting, int maxStreams, int tryLimitMillis, int giveUpAfterMillis) {
    public ClientConfig {
        requireAtLeast("maxConnections", maxConnections, 1);
        requireAtLeast("maxWaiting", maxWaiting, 1);
        requireAtLeast("maxStreams", maxStreams, 1);
        requireAtLeast("tryLimitMillis", tryLimitMillis, 1);
        requireAtLeast("giveUpAfterMillis", giveUpAfterMillis, 0);
    }

    /** A patient client of a server nearby: it outlives a restart of the server. */
    public static ClientConfig of(URI api) {
        return new ClientConfig(api, 64, 16_384, 16_384, 3_000, 60_000);
    }

    public ClientConfig withMaxConnections(int connections) {
        return new ClientConfig(api, connections, maxWaiting, maxStreams, tryLimitMillis, giveUpAfterMillis);
    }

    public ClientConfig withTries(int limitMillis, int giveUpMillis) {
        return new ClientConfig(api, maxConnections, maxWaiting, maxStreams, limitMillis, giveUpMillis);
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
}

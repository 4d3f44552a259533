package io.tanda.platform.store;

import io.tanda.contract.Context;
import io.tanda.platform.ops.Settings;

/**
 * Where a context's schema is and how hard it may be worked.
 *
 * @param url {@code mysql://user:password@host:port}, without a schema
 * @param tls whether and how connections are encrypted
 * @param schema {@code tanda_<context>}
 * @param poolSize connections, at most
 * @param maxWaiting units of work waiting for a commit; one more is refused as overloaded
 * @param maxUnitsPerCommit how many units may share a transaction
 */
public record StoreConfig(
        String url, MySqlTls tls, String schema, int poolSize, int maxWaiting, int maxUnitsPerCommit) {
    public StoreConfig(String url, String schema, int poolSize, int maxWaiting, int maxUnitsPerCommit) {
        this(url, MySqlTls.OFF, schema, poolSize, maxWaiting, maxUnitsPerCommit);
    }

    /** Reads {@code mysql.url}, {@code mysql.tls}, {@code mysql.ca}, {@code <context>.store.pool}, {@code <context>.store.waiting}, {@code <context>.store.group}. */
    public static StoreConfig of(Settings settings, Context context) {
        String name = context.name();
        return new StoreConfig(
                settings.text("mysql.url", null, "mysql://user:password@host:port, without a schema"),
                MySqlTls.of(settings),
                context.schema(),
                settings.number(name + ".store.pool", 8, 2, 64),
                settings.number(name + ".store.waiting", 4_096, 64, 65_536),
                settings.number(name + ".store.group", 128, 1, 512));
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return "StoreConfig[" + schema + "]";
    }
}

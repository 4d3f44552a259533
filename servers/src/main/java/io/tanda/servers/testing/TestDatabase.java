package io.tanda.servers.testing;

import io.tanda.servers.MariaDbServer;

/**
 * An empty database of one test.
 *
 * @param name of the database, unique in its server
 */
public record TestDatabase(String name, String host, int port, String user, String password) {

    static TestDatabase on(MariaDbServer server, String name) {
        return new TestDatabase(name, "127.0.0.1", server.port(), MariaDbServer.USER, server.password());
    }

    /** {@code mysql://user:password@host:port/name} */
    public String url() {
        return "mysql://" + user + ":" + password + "@" + host + ":" + port + "/" + name;
    }

    /** For a JDBC driver. */
    public String jdbcUrl() {
        return "jdbc:mariadb://" + host + ":" + port + "/" + name + "?user=" + user + "&password=" + password;
    }
}

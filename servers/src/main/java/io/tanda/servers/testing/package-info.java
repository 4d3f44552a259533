/** One MariaDB and one Kafka broker for each test JVM: {@link io.tanda.servers.testing.TestServers}. */
@NullMarked
package io.tanda.servers.testing;

import org.jspecify.annotations.NullMarked;

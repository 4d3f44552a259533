/**
 * The real MariaDB and the real Kafka broker of dev mode and tests, as child processes that cannot outlive this JVM.
 *
 * <p>{@link io.tanda.servers.MariaDbServer} and {@link io.tanda.servers.KafkaServer} start, kill and restart a server;
 * {@link io.tanda.servers.ChildProcess} is one child; {@link io.tanda.servers.Reaper} kills what is left when this JVM
 * ends, however it ends. Production never loads this module: the app gets addresses by configuration.
 */
@NullMarked
package io.tanda.servers;

import org.jspecify.annotations.NullMarked;

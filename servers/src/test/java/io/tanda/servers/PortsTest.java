package io.tanda.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void a_port_with_a_listener_is_not_free() throws IOException {
        int port;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = listener.getLocalPort();
            assertThat(Ports.isFree(port)).isFalse();
            assertThat(Ports.awaitFree(port, Duration.ofMillis(50))).isFalse();
        }
        assertThat(Ports.awaitFree(port, Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void a_free_port_lies_below_the_ports_of_outgoing_connections() {
        assertThat(Ports.free()).isBetween(20_000, 31_999);
    }

    @Test
    void two_who_ask_before_they_listen_are_not_given_the_same_port() {
        assertThat(Stream.generate(Ports::free).limit(2_000)).doesNotHaveDuplicates();
    }
}

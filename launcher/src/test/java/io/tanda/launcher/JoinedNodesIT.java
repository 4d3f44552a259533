package io.tanda.launcher;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.Config;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.platform.bus.AskFailed;
import io.tanda.platform.testing.Eventually;
import io.tanda.servers.Folders;
import io.tanda.servers.Ports;
import io.tanda.servers.ServerCertificate;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/** How members of a cluster find each other, and what they find again. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class JoinedNodesIT {
    private static final Reply<?> ANSWER = Reply.refused(Refusal.NOT_FOUND, "no such ride");

    private final int port = Ports.free();
    private final int otherPort = Ports.free();

    @BeforeEach
    void forget() {
        TestNames.known = false;
    }

    private Map<String, String> byMembers(int own) {
        Map<String, String> values = new HashMap<>();
        values.put("cluster.members", "127.0.0.1:" + port + ",127.0.0.1:" + otherPort);
        values.put("cluster.port", Integer.toString(own));
        return values;
    }

    /** All have one port where each has an address; here they have one address, and each looks at the other one's port. */
    private JoinedNode byName(int own, int others) {
        return JoinedNode.of(
                Map.of("cluster.dns", TestNames.MEMBERS, "cluster.port", Integer.toString(own)),
                config -> config.getAdvancedNetworkConfig()
                        .getJoin()
                        .getKubernetesConfig()
                        .setProperty("service-port", Integer.toString(others)));
    }

    @Test
    void a_name_that_stands_for_the_members_is_enough() {
        TestNames.known = true;
        try (JoinedNode first = byName(port, otherPort);
                JoinedNode second = byName(otherPort, port)) {
            first.serve();
            assertThat(second.members()).isEqualTo(2);
            assertThat(await(second.ask())).isEqualTo(ANSWER);
        }
    }

    @Test
    void members_that_began_alone_find_each_other_and_what_they_serve_when_the_name_is_known() {
        try (JoinedNode first = byName(port, otherPort);
                JoinedNode second = byName(otherPort, port)) {
            first.serve();
            assertThat(second.members()).isEqualTo(1);
            TestNames.known = true;
            Eventually.holds(second::members, () -> second.members() == 2);
            Eventually.holds(() -> "no answer", () -> isAnswered(second));
        }
    }

    private static boolean isAnswered(JoinedNode asker) {
        return await(asker.ask().map(ANSWER::equals).otherwise(false));
    }

    @Test
    void an_address_that_the_cluster_forgot_is_served_again() {
        try (JoinedNode first = JoinedNode.of(byMembers(port));
                JoinedNode second = JoinedNode.of(byMembers(otherPort))) {
            first.serve();
            await(first.bus.presence());
            first.hazelcast().getMultiMap("__vertx.subs").remove(JoinedNode.ADDRESS);
            assertThat(isKnown(first)).isFalse();
            Eventually.holds(() -> "not known again", () -> isKnown(first));
            assertThat(await(second.ask())).isEqualTo(ANSWER);
        }
    }

    private static boolean isKnown(JoinedNode node) {
        return await(node.bus.presence().map(true).otherwise(false));
    }

    @Test
    void what_is_given_up_is_not_said_again() {
        try (JoinedNode first = JoinedNode.of(byMembers(port));
                JoinedNode second = JoinedNode.of(byMembers(otherPort))) {
            first.serve();
            first.stopServing();
            // Another member learns of it a moment later, and until then it asks in vain.
            Eventually.holds(
                    () -> "still asked",
                    () -> ((AskFailed) failureOf(second.ask())).kind() == AskFailed.Kind.NOBODY_THERE);
            assertThat(first.hazelcast().getMultiMap("__vertx.subs").get(JoinedNode.ADDRESS))
                    .isEmpty();
        }
    }

    @Test
    void a_member_that_sees_late_that_the_leader_is_gone_stays_with_the_others() {
        JoinedNode leader = JoinedNode.of(byMembers(port));
        try (JoinedNode next = JoinedNode.of(byMembers(otherPort));
                JoinedNode late = JoinedNode.of(
                        byMembers(Ports.free()),
                        config -> config.setProperty("hazelcast.connection.monitor.interval", "500"))) {
            Eventually.holds(leader::members, () -> leader.members() == 3);
            UUID before = late.member();
            leader.close();
            Eventually.holds(next::members, () -> next.members() == 2 && late.members() == 2);
            assertThat(late.member())
                    .as("a member that was left out comes back as another")
                    .isEqualTo(before);
        }
    }

    /** A process that is stopped is let in by its system, and says nothing. */
    @Test
    void a_member_that_hangs_keeps_no_thread_of_the_others_busy() throws IOException {
        try (JoinedNode first = JoinedNode.of(byMembers(port), JoinedNodesIT::looksForOthersAtOnce);
                ServerSocket hung = new ServerSocket(otherPort, 5, InetAddress.getLoopbackAddress());
                Socket greeting = hung.accept()) {
            assertThat(greeting.getInputStream().readNBytes(3)).asString().isEqualTo("HZC");
            Calm calm = new Calm();
            Eventually.holds(() -> "its sender is busy", calm::lasts);
            assertThat(first.members()).isEqualTo(1);
        }
    }

    private static void looksForOthersAtOnce(Config config) {
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "1");
    }

    /** Whether threads that send have nothing to do, time and again. */
    private static final class Calm {
        private static final int TIMES = 20;

        private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        private long before = used();
        private int times;

        boolean lasts() {
            long now = used();
            times = now - before < TimeUnit.MILLISECONDS.toNanos(1) ? times + 1 : 0;
            before = now;
            return times == TIMES;
        }

        private long used() {
            return Arrays.stream(threads.dumpAllThreads(false, false))
                    .filter(thread -> thread.getThreadName().contains("IO.thread-out"))
                    .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                    .sum();
        }
    }

    @Test
    void a_process_whose_place_the_cluster_forgot_tells_it_again() {
        try (JoinedNode first = JoinedNode.of(byMembers(port));
                JoinedNode second = JoinedNode.of(byMembers(otherPort))) {
            first.serve();
            Map<Object, Object> places = second.hazelcast().getMap("__vertx.nodeInfo");
            places.remove(first.manager.getNodeId());
            Eventually.holds(() -> places, () -> places.containsKey(first.manager.getNodeId()));
            assertThat(await(second.ask())).isEqualTo(ANSWER);
        }
    }

    @Test
    void the_bus_has_the_port_and_the_name_that_it_is_given() {
        Map<String, String> values = byMembers(port);
        int busPort = Ports.free();
        values.put("cluster.bus.port", Integer.toString(busPort));
        values.put("cluster.advertised", "localhost");
        try (JoinedNode first = JoinedNode.of(values);
                JoinedNode second = JoinedNode.of(byMembers(otherPort))) {
            first.serve();
            assertThat(first.manager.getNodeInfo().host()).isEqualTo("localhost");
            assertThat(first.manager.getNodeInfo().port()).isEqualTo(busPort);
            assertThat(await(second.ask())).isEqualTo(ANSWER);
        }
    }

    @Test
    void over_TLS_members_with_a_certificate_of_the_CA_are_heard_and_others_are_not() throws IOException {
        Path folder = Path.of("target/joined-nodes").toAbsolutePath();
        Folders.recreate(folder);
        ServerCertificate ours = ServerCertificate.make(folder, "members");
        ServerCertificate strange = ServerCertificate.make(folder, "strangers");
        try (JoinedNode first = JoinedNode.of(over(byMembers(port), ours, ours));
                JoinedNode second = JoinedNode.of(over(byMembers(otherPort), ours, ours))) {
            first.serve();
            assertThat(await(second.ask())).isEqualTo(ANSWER);
            try (JoinedNode stranger = JoinedNode.of(over(byMembers(Ports.free()), strange, ours))) {
                assertThat(((AskFailed) failureOf(stranger.ask())).kind()).isEqualTo(AskFailed.Kind.UNKNOWN);
            }
        }
    }

    private static Map<String, String> over(
            Map<String, String> values, ServerCertificate own, ServerCertificate trusted) {
        values.put("cluster.tls.cert", own.chain().toString());
        values.put("cluster.tls.key", own.key().toString());
        values.put("cluster.tls.ca", trusted.chain().toString());
        return values;
    }
}

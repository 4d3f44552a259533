package io.tanda.verification;

import io.tanda.contract.Contexts;
import io.tanda.contract.RideId;
import io.tanda.contract.event.Topic;
import io.tanda.servers.Checkout;
import io.tanda.servers.Folders;
import io.tanda.verification.Member.Signal;
import io.tanda.verification.planted.Agent;
import io.tanda.verification.planted.Cable;
import io.tanda.verification.planted.Plant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A cluster whose processes are replaced by others with bugs in them, and whose members can be cut off from each other. */
final class PlantedCluster implements AutoCloseable {
    /** A group of consumers takes a dead member for alive for 10 s. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    final Cluster cluster;
    private final Path agent;
    private final Path cut;
    private final Map<Role, Set<Plant>> bugs = new EnumMap<>(Role.class);
    private boolean journalHasKey = true;

    PlantedCluster(Path root, Path folder) throws IOException {
        cluster = new Cluster(new Checkout(root), folder.resolve("cluster"));
        Folders.recreate(folder.resolve("agent"));
        agent = Agent.jar(folder.resolve("agent/agent.jar"));
        cut = folder.resolve("agent/cut");
    }

    /** So many of this role run with these bugs, and no others. */
    void only(Role role, int processes, Plant... plants) throws IOException {
        List<Member> running = cluster.members(role);
        if (running.size() == processes && Set.of(plants).equals(bugs.get(role))) return;
        end(running, Signal.TERM);
        start(role, processes, plants);
    }

    /** As many as died run again, with these bugs. */
    void killAndStart(Role role, Plant... plants) throws IOException {
        List<Member> all = cluster.members(role);
        end(all, Signal.KILL);
        start(role, all.size(), plants);
    }

    void end(List<Member> members, Signal signal) throws IOException {
        for (Member member : members) member.send(signal);
        for (Member member : members) {
            member.awaitEnd(Cluster.STOP_LIMIT);
            cluster.forget(member);
        }
    }

    void start(Role role, int processes, Plant... plants) throws IOException {
        for (Member member : begin(role, processes, plants)) cluster.awaitReady(member);
    }

    /** They are not ready yet. */
    List<Member> begin(Role role, int processes, Plant... plants) throws IOException {
        bugs.put(role, Set.of(plants));
        List<String> options = new ArrayList<>(Agent.options(agent, EnumSet.of(Plant.CABLE, plants)));
        options.add(Cable.option(cut));
        List<Member> begun = new ArrayList<>();
        for (int i = 0; i < processes; i++) begun.add(cluster.begin(role, options));
        return begun;
    }

    /** The last line of defence against two acceptances: a version is in dispatch's journal once. */
    void takeKeyFromDispatchsJournal() throws SQLException {
        if (journalHasKey)
            run("ALTER TABLE tanda_dispatch.event DROP PRIMARY KEY, ADD KEY event_version (aggregate_id, version)");
        journalHasKey = false;
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection(cluster.jdbcUrl());
    }

    /** History commits nothing before this connection is closed. */
    void lockHistory(Connection locks) throws SQLException {
        try (Statement statement = locks.createStatement()) {
            statement.execute("LOCK TABLES tanda_history.ride WRITE");
        }
    }

    void awaitInHistory(RideId ride) throws IOException {
        Wait.until("history knows the end of " + ride, LIMIT, () -> {
            try (Connection connection = connection();
                    PreparedStatement statement = connection.prepareStatement(
                            "SELECT 1 FROM tanda_history.ride WHERE ride_id = ? AND ended_at IS NOT NULL"
                                    + " AND dropped_off_at IS NOT NULL AND paid_at IS NOT NULL")) {
                statement.setBytes(
                        1,
                        ByteBuffer.allocate(16)
                                .putLong(ride.value().getMostSignificantBits())
                                .putLong(ride.value().getLeastSignificantBits())
                                .array());
                try (ResultSet found = statement.executeQuery()) {
                    return found.next();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Until nothing would be read again. */
    void awaitOffsetsOfHistory() throws IOException {
        for (Topic<?> topic : Contexts.TOPICS) {
            Map<String, Object> properties = Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    cluster.endpoints().kafkaBootstrap(),
                    ConsumerConfig.GROUP_ID_CONFIG,
                    "tanda-history-" + topic.context());
            try (KafkaConsumer<byte[], byte[]> group =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                Set<TopicPartition> partitions = group.partitionsFor(topic.name()).stream()
                        .map(each -> new TopicPartition(topic.name(), each.partition()))
                        .collect(Collectors.toSet());
                Wait.until("the offsets of " + topic + " are told", LIMIT, () -> {
                    Map<TopicPartition, Long> ends = group.endOffsets(partitions);
                    return group.committed(partitions).entrySet().stream()
                            .allMatch(told -> (told.getValue() == null
                                            ? 0
                                            : told.getValue().offset())
                                    == ends.get(told.getKey()));
                });
            }
        }
    }

    /** These members and the others do not hear of each other any more, and know it. */
    void cutOff(List<Member> side) throws IOException {
        List<Member> others = new ArrayList<>(cluster.members());
        others.removeAll(side);
        Path written = Files.write(cut.resolveSibling("sides"), List.of(ports(side), ports(others)));
        Files.move(written, cut, StandardCopyOption.ATOMIC_MOVE);
        for (List<Member> each : List.of(side, others))
            for (Member member : each)
                Wait.until(member + " sees " + each.size() + " members", LIMIT, () -> seen(member) == each.size());
    }

    /** Who was cut off is gone, and the cable whole. */
    void endCut(List<Member> side) throws IOException {
        end(side, Signal.KILL);
        Files.delete(cut);
    }

    private static String ports(List<Member> side) {
        return side.stream()
                .map(member -> Integer.toString(member.slot().cluster()))
                .collect(Collectors.joining(" "));
    }

    private int seen(Member member) {
        Path told = Cable.seen(cut, member.slot().cluster());
        try {
            String seen = Files.exists(told) ? Files.readString(told) : "";
            return seen.isEmpty() ? 0 : Integer.parseInt(seen);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}

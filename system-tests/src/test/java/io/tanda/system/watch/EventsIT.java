package io.tanda.system.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Contexts;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Topic;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.testing.AsyncApi;
import io.tanda.platform.testing.Eventually;
import io.tanda.servers.testing.TestServers;
import io.tanda.system.OneNode;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract of the topics, held to what Kafka has after a ride and a cancellation. */
@SuppressWarnings("NullAway.Init")
class EventsIT {
    private static final AsyncApi DOCUMENT = AsyncApi.load();
    private static final String ENDS = "booking.ride-completed.v1 booking.ride-canceled.v1 dispatch.call-withdrawn.v1";
    private static final Duration POLL = Duration.ofMillis(200);

    private static final List<ConsumerRecord<String, byte[]>> RECORDS = new ArrayList<>();

    private static OneNode node;
    private static Admin admin;

    @BeforeAll
    static void drive() throws IOException {
        node = new OneNode("events");
        admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka().bootstrap()));
        Set<String> rides = new TreeSet<>();
        try (WholeRide people = new WholeRide(node)) {
            rides.add(people.drive().toString());
            rides.add(people.changeTheirMinds().toString());
        }
        read(rides);
    }

    @AfterAll
    static void leave() {
        if (admin != null) admin.close();
        if (node != null) node.close();
    }

    @Test
    void every_event_is_as_the_document_says() {
        assertThat(RECORDS).allSatisfy(sent -> {
            Map<String, String> headers = headers(sent);
            assertThat(DOCUMENT.flawOfHeaders(headers)).isNull();
            assertThat(DOCUMENT.flaw(type(sent), new String(sent.value(), UTF_8)))
                    .isNull();
            assertThat(headers.get("ce_subject")).isEqualTo(sent.key());
            assertThat(headers.get("ce_id")).isEqualTo(sent.key() + ":" + headers.get("ce_version"));
            JsonObject channel =
                    DOCUMENT.channels().get(headers.get("ce_source").substring("/tanda/".length()));
            assertThat(channel.getString("address")).isEqualTo(sent.topic());
            assertThat(channel.getJsonObject("messages").containsKey(type(sent)))
                    .isTrue();
        });
    }

    @Test
    void no_event_says_what_anybody_is_called_or_where_he_can_be_called() {
        assertThat(RECORDS)
                .allSatisfy(sent -> assertThat(headers(sent) + new String(sent.value(), UTF_8))
                        .doesNotContain(WholeRide.names()));
        assertThat(RECORDS.stream().map(sent -> new String(sent.value(), UTF_8)))
                .as("labels go with the degrees that they name")
                .anySatisfy(body -> assertThat(body).contains(WholeRide.PICKUP_LABEL, WholeRide.DROPOFF_LABEL));
    }

    @Test
    void a_ride_writes_to_the_topics_of_booking_dispatch_and_payment() {
        assertThat(RECORDS.stream().map(ConsumerRecord::topic).distinct())
                .containsExactlyInAnyOrder(
                        BookingEvent.TOPIC.name(), DispatchEvent.TOPIC.name(), PaymentEvent.TOPIC.name());
    }

    @Test
    void topics_have_the_partitions_and_are_kept_as_long_as_the_document_says() throws Exception {
        for (JsonObject channel : DOCUMENT.channels().values()) {
            String topic = channel.getString("address");
            JsonObject said = channel.getJsonObject("bindings").getJsonObject("kafka");
            assertThat(partitions(topic)).hasSize(said.getInteger("partitions"));
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            var real = admin.describeConfigs(List.of(resource))
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .get(resource);
            JsonObject configuration = said.getJsonObject("topicConfiguration");
            assertThat(real.get("retention.ms").value())
                    .isEqualTo(configuration.getLong("retention.ms").toString());
            assertThat(List.of(real.get("cleanup.policy").value()))
                    .containsExactlyElementsOf(configuration.getJsonArray("cleanup.policy").stream()
                            .map(String.class::cast)
                            .toList());
        }
    }

    @Test
    void who_follows_is_in_the_groups_that_the_document_names() throws Exception {
        Set<String> said = DOCUMENT.operations().values().stream()
                .filter(operation -> operation.getString("action").equals("receive"))
                .map(operation -> operation
                        .getJsonObject("bindings")
                        .getJsonObject("kafka")
                        .getJsonObject("groupId")
                        .getJsonArray("enum")
                        .getString(0))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = admin.listGroups().all().get(30, TimeUnit.SECONDS).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.startsWith("tanda-"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isEqualTo(said);
    }

    /** What is about these rides, up to the last of it. */
    private static void read(Set<String> rides) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", TestServers.kafka().bootstrap(),
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (Topic<?> topic : Contexts.TOPICS) all.addAll(partitions(topic.name()));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Set<String> ends = Set.of(ENDS.split(" "));
            Eventually.holds(() -> types() + " of " + rides, () -> {
                for (ConsumerRecord<String, byte[]> sent : consumer.poll(POLL))
                    if (rides.contains(sent.key())) RECORDS.add(sent);
                return types().containsAll(ends);
            });
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<TopicPartition> partitions(String topic) throws Exception {
        return admin
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .get(topic)
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private static Set<String> types() {
        return RECORDS.stream().map(EventsIT::type).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String type(ConsumerRecord<String, byte[]> sent) {
        return headers(sent).getOrDefault("ce_type", "none");
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> sent) {
        Map<String, String> headers = new TreeMap<>();
        sent.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }
}

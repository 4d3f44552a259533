package io.tanda.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.bus.Address;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.contract.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is written today is {@code golden/NAME.json}; what was written before and must still be read is {@code golden/NAME@WHEN.json}.
 * Events lie in Kafka and in the journals for good, commands are under way between an old and a new pod.
 *
 * <p>A new message: add it to {@link Samples} and run with {@code -Dgolden.update=true}. A changed one: keep the old file under a name
 * with {@code @}, then the same. A file with {@code @} is never changed and never deleted.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static final Map<String, Message> MESSAGES = messages();

    /** @param family what it is read as */
    private record Message(Object sample, Class<?> family) {
        Object read(String json) {
            return sample instanceof Event event ? readEvent(event, json) : Wire.decode(json, family);
        }

        private static Object readEvent(Event sample, String json) {
            Topic<?> topic = topicOf(sample);
            return topic.decode(typeOf(topic, sample), json);
        }
    }

    private static Map<String, Message> messages() {
        Map<String, Message> messages = new TreeMap<>();
        for (Event event : Samples.EVENTS) {
            Topic<?> topic = topicOf(event);
            messages.put(typeOf(topic, event), new Message(event, topic.family()));
        }
        for (Object command : Samples.COMMANDS) messages.put(nameOf(command), new Message(command, familyOf(command)));
        return messages;
    }

    @Test
    void every_event_of_every_topic_has_a_golden_file() {
        Set<String> types = new TreeSet<>();
        for (Topic<?> topic : Contexts.TOPICS) types.addAll(topic.types());
        assertThat(Samples.EVENTS.stream().map(event -> typeOf(topicOf(event), event)))
                .containsExactlyInAnyOrderElementsOf(types);
        assertThat(types)
                .allSatisfy(type -> assertThat(GOLDEN.resolve(type + ".json")).exists());
    }

    @Test
    void every_command_and_question_of_every_address_has_a_golden_file() {
        Set<Class<?>> asked = Contexts.ADDRESSES.stream()
                .map(Address::command)
                .flatMap(GoldenTest::leaves)
                .collect(Collectors.toSet());
        assertThat(Samples.COMMANDS.stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(asked);
        assertThat(Samples.COMMANDS)
                .allSatisfy(command ->
                        assertThat(GOLDEN.resolve(nameOf(command) + ".json")).exists());
    }

    @TestFactory
    Stream<DynamicTest> what_is_written_today_is_the_golden_file() {
        return MESSAGES.entrySet().stream()
                .map(message -> DynamicTest.dynamicTest(
                        message.getKey(),
                        () -> compare(message.getKey(), message.getValue().sample())));
    }

    @TestFactory
    Stream<DynamicTest> every_golden_file_old_and_new_can_be_read() throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        try (Stream<Path> listed = Files.list(GOLDEN)) {
            listed.sorted().forEach(file -> files.put(String.valueOf(file.getFileName()), file));
        }
        assertThat(files).isNotEmpty();
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> read(file.getKey(), file.getValue())));
    }

    @Test
    void a_field_of_a_newer_writer_is_passed_over() {
        String newer = "{\"ride\":\"0194a000-0000-7000-8000-000000000001\",\"at\":\"2013-01-01T00:00:00Z\",\"mood\":7}";
        assertThat(BookingEvent.TOPIC.decode("booking.ride-started.v1", newer))
                .isEqualTo(new BookingEvent.RideStarted(
                        RideId.parse("0194a000-0000-7000-8000-000000000001"), Instant.parse("2013-01-01T00:00:00Z")));
    }

    @Test
    void a_type_that_nobody_knows_is_said_aloud() {
        assertThatThrownBy(() -> BookingEvent.TOPIC.decode("booking.ride-teleported.v1", "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("booking.ride-teleported.v1");
    }

    /** What an event says goes to everybody for good. */
    @Test
    void no_event_has_a_field_for_somebodys_name_or_phone_number() {
        assertThat(Contexts.TOPICS.stream()
                        .flatMap(topic -> topic.types().stream().map(topic::classOf))
                        .flatMap(GoldenTest::types))
                .isNotEmpty()
                .doesNotContain(Person.class, Phone.class)
                .allSatisfy(type -> assertThat(Arrays.stream(type.getRecordComponents())
                                .map(field -> field.getName().toLowerCase(Locale.ROOT)))
                        .as(type.getName())
                        .noneMatch(name -> name.endsWith("name") || name.contains("phone")));
    }

    /** A record and all records in it. */
    private static Stream<Class<?>> types(Class<?> type) {
        if (!type.isRecord()) return Stream.empty();
        return Stream.concat(
                Stream.of(type), Arrays.stream(type.getRecordComponents()).flatMap(field -> types(field.getType())));
    }

    private static void compare(String name, Object sample) throws IOException {
        Path file = GOLDEN.resolve(name + ".json");
        String pretty = Wire.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(sample) + "\n";
        if (Boolean.getBoolean("golden.update")) Files.writeString(file, pretty);
        assertThat(Wire.mapper().readTree(Wire.encode(sample)))
                .as("what is written has changed; the old form lies about for good: see GoldenTest")
                .isEqualTo(Wire.mapper().readTree(Files.readString(file)));
        assertThat(messageOf(name).read(Files.readString(file))).isEqualTo(sample);
    }

    private static void read(String fileName, Path file) throws IOException {
        Object read = messageOf(fileName.replaceFirst("(@.*)?\\.json$", "")).read(Files.readString(file));
        assertThat(messageOf(fileName.replaceFirst("(@.*)?\\.json$", "")).read(Wire.encodeText(read)))
                .as("what was read, written and read again")
                .isEqualTo(read);
    }

    private static Message messageOf(String name) {
        Message message = MESSAGES.get(name);
        if (message == null) throw new AssertionError(name + " is no message of the contract any more, but lies about");
        return message;
    }

    private static Topic<?> topicOf(Event event) {
        return Contexts.TOPICS.stream()
                .filter(topic -> topic.family().isInstance(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError(event + " belongs to no topic"));
    }

    private static <E extends Event> String typeOf(Topic<E> topic, Event event) {
        return topic.typeOf(topic.family().cast(event));
    }

    private static Class<?> familyOf(Object command) {
        return Contexts.ADDRESSES.stream()
                .map(Address::command)
                .filter(family -> family.isInstance(command))
                .findFirst()
                .orElseThrow(() -> new AssertionError(command + " is asked at no address"));
    }

    /** {@code command.booking-command.request-ride}; file names only, never on the wire. */
    private static String nameOf(Object command) {
        String[] parts = command.getClass().getName().split("[.]");
        return "command."
                + parts[parts.length - 1]
                        .replace('$', '.')
                        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
                        .toLowerCase(Locale.ROOT);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(GoldenTest::leaves);
    }
}

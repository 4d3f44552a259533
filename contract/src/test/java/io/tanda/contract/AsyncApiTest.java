package io.tanda.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.bus.Act;
import io.tanda.contract.dispatch.RideCommand;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.contract.testing.AsyncApi;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code asyncapi.yaml} says of the topics is what the code writes and has written, field by field. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class AsyncApiTest {
    private static final AsyncApi DOCUMENT = AsyncApi.load();
    private static final Map<String, List<JsonObject>> GOLDEN = golden();

    @Test
    void every_type_of_every_topic_is_a_message_of_its_channel_and_none_more() {
        assertThat(types(DOCUMENT)).isEqualTo(typesOfTopics());
        assertThat(DOCUMENT.messages())
                .allSatisfy(
                        (type, message) -> assertThat(message.getString("name")).isEqualTo(type));
    }

    @Test
    void a_type_that_the_document_does_not_have_is_missed() {
        JsonObject less = DOCUMENT.raw();
        less.getJsonObject("channels")
                .getJsonObject("booking")
                .getJsonObject("messages")
                .remove("booking.ride-started.v1");
        AsyncApi without = AsyncApi.of(less);
        assertThat(types(without)).isNotEqualTo(typesOfTopics());
        assertThat(without.flaw("booking.ride-started.v1", "{}")).isEqualTo("booking.ride-started.v1 is in no channel");
    }

    @Test
    void who_publishes_and_who_follows_is_what_the_contexts_say() {
        Map<String, JsonObject> said = new TreeMap<>();
        for (Context context : Contexts.ALL) {
            if (context.topic() != null) said.put(context + "-publishes", operation("send", context.topic()));
            for (Topic<?> topic : context.follows())
                said.put(
                        context + "-follows-" + topic.context(),
                        operation("receive", topic)
                                .put("group", new JsonArray().add("tanda-" + context + "-" + topic.context())));
        }
        Map<String, JsonObject> written = new TreeMap<>();
        DOCUMENT.operations().forEach((name, operation) -> {
            JsonObject known = new JsonObject()
                    .put("action", operation.getString("action"))
                    .put("address", operation.getJsonObject("channel").getString("address"));
            JsonObject bindings = operation.getJsonObject("bindings");
            if (bindings != null)
                known.put(
                        "group",
                        bindings.getJsonObject("kafka").getJsonObject("groupId").getJsonArray("enum"));
            written.put(name, known);
        });
        assertThat(written).isEqualTo(said);
    }

    @TestFactory
    Stream<DynamicTest> a_message_has_the_fields_of_its_class_with_their_types() {
        return Contexts.TOPICS.stream()
                .flatMap(topic -> topic.types().stream()
                        .map(type -> DynamicTest.dynamicTest(type, () -> {
                            Class<? extends Event> event = topic.classOf(type);
                            JsonObject payload = DOCUMENT.messages().get(type).getJsonObject("payload");
                            compare(type, event, payload, GOLDEN.get(type));
                        })));
    }

    @TestFactory
    Stream<DynamicTest> every_golden_event_old_and_new_fits() {
        return GOLDEN.entrySet().stream()
                .flatMap(files -> files.getValue().stream()
                        .map(event -> DynamicTest.dynamicTest(
                                files.getKey(),
                                () -> assertThat(DOCUMENT.flaw(files.getKey(), event.encode()))
                                        .isNull())));
    }

    @TestFactory
    Stream<DynamicTest> an_event_with_a_field_too_many_too_few_or_out_of_bounds_does_not_fit() {
        return DOCUMENT.messages().entrySet().stream()
                .map(message -> DynamicTest.dynamicTest(message.getKey(), () -> {
                    JsonObject whole = GOLDEN.get(message.getKey()).getFirst();
                    spoil(message.getKey(), whole, whole, message.getValue().getJsonObject("payload"));
                }));
    }

    @Test
    void every_number_has_its_unit_and_a_bound() {
        DOCUMENT.messages().forEach((type, message) -> measured(type, message.getJsonObject("payload")));
    }

    @Test
    void bounds_are_those_that_commands_are_held_to() {
        assertThat(field("booking.ride-requested.v1", "passengers").getInteger("maximum"))
                .isEqualTo(BookingCommand.MAX_PASSENGERS);
        assertThat(field("booking.cancel-requested.v1", "reason").getInteger("maxLength"))
                .isEqualTo(BookingCommand.REASON_MAX_CHARACTERS);
        assertThat(field("dispatch.call-reopened.v1", "reason").getInteger("maxLength"))
                .isEqualTo(RideCommand.REASON_MAX_CHARACTERS);
        assertThat(field("payment.charge-written-off.v1", "reason").getInteger("maxLength"))
                .isEqualTo(Act.REASON_MAX_CHARACTERS);
    }

    private static JsonObject field(String type, String name) {
        return DOCUMENT.messages()
                .get(type)
                .getJsonObject("payload")
                .getJsonObject("properties")
                .getJsonObject(name);
    }

    private static JsonObject operation(String action, Topic<?> topic) {
        return new JsonObject().put("action", action).put("address", topic.name());
    }

    private static Map<String, Set<String>> types(AsyncApi document) {
        Map<String, Set<String>> types = new TreeMap<>();
        document.channels()
                .forEach((name, channel) -> types.put(
                        channel.getString("address"),
                        new TreeSet<>(channel.getJsonObject("messages").fieldNames())));
        return types;
    }

    private static Map<String, Set<String>> typesOfTopics() {
        return Contexts.TOPICS.stream()
                .collect(Collectors.toMap(
                        Topic::name, topic -> new TreeSet<>(topic.types()), (a, b) -> a, TreeMap::new));
    }

    /** @param written of which a required field is in each; null = it is part of another, and not older than that */
    private static void compare(String where, Class<?> type, JsonObject schema, @Nullable List<JsonObject> written) {
        Set<String> names = new TreeSet<>();
        Set<String> required = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            names.add(name);
            boolean told = written == null || written.stream().allMatch(event -> event.containsKey(name));
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class) && told) required.add(name);
            JsonObject field = schema.getJsonObject("properties").getJsonObject(name);
            assertThat(field).as(where + "/" + name).isNotNull();
            compareType(where + "/" + name, component, field);
        }
        assertThat(schema.getJsonObject("properties").fieldNames()).as(where).isEqualTo(names);
        assertThat(words(schema.getJsonArray("required")))
                .as("required of " + where)
                .isEqualTo(required);
    }

    private static void compareType(String where, RecordComponent component, JsonObject schema) {
        Class<?> type = component.getType();
        String kind = schema.getString("type");
        if (List.class.isAssignableFrom(type)) {
            assertThat(kind).as(where).isEqualTo("array");
            Class<?> entry = (Class<?>) ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            compare(where + "[]", entry, schema.getJsonObject("items"), null);
        } else if (Id.class.isAssignableFrom(type) || type == UUID.class) {
            assertThat(kind + " " + schema.getString("format")).as(where).isEqualTo("string uuid");
        } else if (type == Instant.class) {
            assertThat(kind + " " + schema.getString("format")).as(where).isEqualTo("string date-time");
        } else if (type.isEnum()) {
            assertThat(words(schema.getJsonArray("enum"))).as(where).isEqualTo(wireNames(type));
        } else if (type.isRecord()) {
            assertThat(kind).as(where).isEqualTo("object");
            compare(where, type, schema, null);
        } else {
            assertThat(kind).as(where).isEqualTo(PLAIN.get(type));
        }
    }

    private static final Map<Class<?>, String> PLAIN = Map.of(
            String.class, "string",
            int.class, "integer",
            long.class, "integer",
            Long.class, "integer",
            double.class, "number",
            boolean.class, "boolean",
            YearMonth.class, "string");

    private static Set<String> wireNames(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> Wire.decode(Wire.encodeText(constant), String.class))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> words(JsonArray words) {
        return words.stream().map(String.class::cast).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each way in which a part of an event may be wrong is found. @param part of {@code whole}, changed and put right again */
    private static void spoil(String type, JsonObject whole, JsonObject part, JsonObject schema) {
        part.put("mood", 7);
        assertThat(DOCUMENT.flaw(type, whole.encode())).as("a field too many").isNotNull();
        part.remove("mood");
        for (Object name : schema.getJsonArray("required")) {
            Object value = part.remove((String) name);
            assertThat(DOCUMENT.flaw(type, whole.encode())).as("no " + name).isNotNull();
            part.put((String) name, value);
        }
        for (String name : Set.copyOf(part.fieldNames())) {
            Object value = part.getValue(name);
            JsonObject field = schema.getJsonObject("properties").getJsonObject(name);
            for (Object wrong : wrong(field)) {
                part.put(name, wrong);
                assertThat(DOCUMENT.flaw(type, whole.encode()))
                        .as(name + " = " + wrong)
                        .isNotNull();
            }
            part.put(name, value);
            if (value instanceof JsonObject object) spoil(type, whole, object, field);
            if (value instanceof JsonArray array)
                for (int i = 0; i < array.size(); i++)
                    spoil(type, whole, array.getJsonObject(i), field.getJsonObject("items"));
        }
    }

    private static List<Object> wrong(JsonObject field) {
        Stream.Builder<Object> wrong = Stream.builder();
        wrong.add(field.getString("type").equals("string") ? 7 : "seven");
        if (field.containsKey("minimum")) wrong.add(field.getLong("minimum") - 1);
        if (field.containsKey("maximum")) wrong.add(field.getLong("maximum") + 1);
        if (field.containsKey("maxLength")) wrong.add("x".repeat(field.getInteger("maxLength") + 1));
        if (field.containsKey("minLength")) wrong.add("");
        if (field.containsKey("enum")
                || field.containsKey("format") && field.getString("type").equals("string")) wrong.add("no such word");
        if (field.containsKey("pattern")) wrong.add("no such word");
        return wrong.build().toList();
    }

    private static void measured(String where, JsonObject schema) {
        String type = schema.getString("type");
        if (type.equals("integer") || type.equals("number")) {
            assertThat(schema.getString("x-unit")).as("unit of " + where).isNotBlank();
            assertThat(schema.containsKey("maximum") || schema.containsKey("format"))
                    .as("bound of " + where)
                    .isTrue();
        }
        if (type.equals("array")) measured(where + "[]", schema.getJsonObject("items"));
        JsonObject properties = schema.getJsonObject("properties", new JsonObject());
        for (String name : properties.fieldNames()) measured(where + "/" + name, properties.getJsonObject(name));
    }

    /** By type; the first is what is written today. */
    private static Map<String, List<JsonObject>> golden() {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/golden"))) {
            return files.filter(file -> !String.valueOf(file.getFileName()).startsWith("command."))
                    .sorted((one, other) -> order(one).compareTo(order(other)))
                    .collect(Collectors.groupingBy(
                            file -> order(file).replaceFirst("(@.*)?\\.json$", ""),
                            TreeMap::new,
                            Collectors.mapping(AsyncApiTest::read, Collectors.toList())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String order(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static JsonObject read(Path file) {
        try {
            return new JsonObject(Files.readString(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

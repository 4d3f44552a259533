package io.tanda.contract;

import io.tanda.contract.testing.AsyncApi;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code asyncapi.yaml} as people read it. */
final class EventsPage {
    static final String UPDATE = "tanda.events.update";

    private static final long MILLIS_A_DAY = 86_400_000;

    private final AsyncApi document;
    private final List<String> lines = new ArrayList<>();
    /** Objects that fields have, by their names. */
    private final Set<String> parts = new TreeSet<>();

    private EventsPage(AsyncApi document) {
        this.document = document;
    }

    static String of(AsyncApi document) {
        EventsPage page = new EventsPage(document);
        page.head();
        page.topics();
        page.channels();
        page.parts();
        return String.join("\n", page.lines) + "\n";
    }

    private void head() {
        JsonObject info = document.raw().getJsonObject("info");
        add(
                "# Events",
                "",
                "What each topic carries. Written by `EventsPageTest` with `-D" + UPDATE + "=true` from",
                "[asyncapi.yaml](../contract/src/main/resources/asyncapi.yaml) (AsyncAPI 3), which every server with HTTP shows at",
                "`/asyncapi.yaml`. `AsyncApiTest` holds it to the events' classes and to all that was ever written, `EventsIT` to what a ride",
                "writes to Kafka.",
                "",
                info.getString("description").strip(),
                "");
    }

    private void topics() {
        add("| topic | published by | followed by | partitions | kept |", "| --- | --- | --- | --- | --- |");
        document.channels().forEach((name, channel) -> {
            JsonObject kafka = channel.getJsonObject("bindings").getJsonObject("kafka");
            long days = kafka.getJsonObject("topicConfiguration").getLong("retention.ms") / MILLIS_A_DAY;
            add("| `" + channel.getString("address") + "` | " + who("send", channel) + " | " + who("receive", channel)
                    + " | " + kafka.getInteger("partitions") + ", if not set otherwise | " + days + " days |");
        });
        add("", "## Headers", "", "| header | is | means |", "| --- | --- | --- |");
        fields(document.schemas().get("Headers"));
    }

    private String who(String action, JsonObject channel) {
        return document.operations().entrySet().stream()
                .filter(operation -> operation.getValue().getString("action").equals(action))
                .filter(operation -> operation
                        .getValue()
                        .getJsonObject("channel")
                        .getString("address")
                        .equals(channel.getString("address")))
                .map(operation -> operation.getKey().replaceFirst("-.*", ""))
                .collect(Collectors.joining(", "));
    }

    private void channels() {
        document.channels().forEach((name, channel) -> {
            add("", "## " + channel.getString("title"), "", channel.getString("summary"));
            for (Map.Entry<String, Object> message : channel.getJsonObject("messages")) {
                JsonObject said = (JsonObject) message.getValue();
                add("", "### `" + message.getKey() + "`", "", said.getString("summary"), "");
                table(said.getJsonObject("payload"));
            }
        });
    }

    private void parts() {
        add("", "## Parts of events");
        Set<String> told = new TreeSet<>();
        while (!told.containsAll(parts)) {
            Set<String> next = new TreeSet<>(parts);
            next.removeAll(told);
            for (String part : next) {
                JsonObject schema = document.schemas().get(part);
                add("", "### " + part, "", schema.getString("description"), "");
                table(schema);
                told.add(part);
            }
        }
    }

    private void table(JsonObject schema) {
        add("| field | is | means |", "| --- | --- | --- |");
        fields(schema);
    }

    private void fields(JsonObject schema) {
        List<?> required = schema.getJsonArray("required").getList();
        for (Map.Entry<String, Object> property : schema.getJsonObject("properties")) {
            JsonObject field = (JsonObject) property.getValue();
            String is = kind(field) + (required.contains(property.getKey()) ? "" : ", or absent");
            add("| `" + property.getKey() + "` | " + is + " | " + field.getString("description") + " |");
        }
    }

    private String kind(JsonObject field) {
        if (field.containsKey("enum"))
            return field.getJsonArray("enum").stream()
                    .map(word -> "`" + word + "`")
                    .collect(Collectors.joining(" "));
        return switch (field.getString("type")) {
            case "integer", "number" -> number(field);
            case "boolean" -> "true or false";
            case "array" -> "list of " + part(field.getJsonObject("items"));
            case "object" -> part(field);
            default -> text(field);
        };
    }

    private static String number(JsonObject field) {
        String range = !field.containsKey("minimum")
                ? ""
                : field.containsKey("maximum")
                        ? ", " + field.getLong("minimum") + " to " + field.getLong("maximum")
                        : ", " + field.getLong("minimum") + " or more";
        String kind = field.getString("type").equals("integer") ? "whole number" : "number";
        return kind + range + ", in " + field.getString("x-unit");
    }

    private static String text(JsonObject field) {
        String format = field.getString("format", "");
        if (format.equals("uuid")) return "UUID";
        if (format.equals("date-time")) return "time";
        if (field.containsKey("pattern"))
            return "text like `" + field.getString("pattern").replace("|", "\\|") + "`";
        return field.containsKey("maxLength")
                ? "text, at most " + field.getInteger("maxLength") + " characters"
                : "text";
    }

    private String part(JsonObject object) {
        String name = document.schemas().entrySet().stream()
                .filter(schema -> object.getJsonObject("properties")
                        .equals(schema.getValue().getJsonObject("properties")))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a part without a name: " + object));
        parts.add(name);
        return "[" + name + "](#" + name.toLowerCase(Locale.ROOT) + ")";
    }

    private void add(String... more) {
        lines.addAll(List.of(more));
    }
}

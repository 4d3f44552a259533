package io.tanda.contract.testing;

import io.tanda.contract.Wire;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * The contract of the topics, {@code asyncapi.yaml}, with every reference resolved. An old reader passes over fields that it does not
 * know, so the document leaves its schemas open; what we write is held to them closed: no field that is not listed.
 */
public final class AsyncApi {
    private final JsonObject raw;
    private final JsonObject resolved;
    private final Map<String, Validator> validators = new LinkedHashMap<>();

    private AsyncApi(JsonObject raw) {
        this.raw = raw;
        this.resolved = (JsonObject) resolve(raw);
        messages().forEach((name, message) -> validators.put(name, validator(message.getJsonObject("payload"))));
    }

    public static AsyncApi load() {
        try (InputStream document = AsyncApi.class.getResourceAsStream("/asyncapi.yaml")) {
            Map<?, ?> tree = new Yaml().load(Objects.requireNonNull(document, "no asyncapi.yaml"));
            return of(new JsonObject(Wire.mapper().writeValueAsString(tree)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static AsyncApi of(JsonObject raw) {
        return new AsyncApi(raw);
    }

    /** As it is written, to be changed at will. */
    public JsonObject raw() {
        return raw.copy();
    }

    /** By the name of the context that publishes. */
    public Map<String, JsonObject> channels() {
        return objects(resolved.getJsonObject("channels"));
    }

    /** Of all channels, by the event's type. */
    public Map<String, JsonObject> messages() {
        Map<String, JsonObject> messages = new LinkedHashMap<>();
        channels().values().forEach(channel -> messages.putAll(objects(channel.getJsonObject("messages"))));
        return messages;
    }

    public Map<String, JsonObject> operations() {
        return objects(resolved.getJsonObject("operations"));
    }

    /** Resolved, by their names. */
    public Map<String, JsonObject> schemas() {
        return objects(resolved.getJsonObject("components").getJsonObject("schemas"));
    }

    /** @return what an event has that the document does not say of it, or lacks; null = it is as the document says */
    public @Nullable String flaw(String type, String body) {
        Validator validator = validators.get(type);
        return validator == null ? type + " is in no channel" : flaw(type, validator, new JsonObject(body));
    }

    /** The same of what Kafka carries beside the body. */
    public @Nullable String flawOfHeaders(Map<String, String> headers) {
        return flaw("headers", validator(schemas().get("Headers")), new JsonObject(new LinkedHashMap<>(headers)));
    }

    private static @Nullable String flaw(String what, Validator validator, JsonObject value) {
        OutputUnit result = validator.validate(value);
        return Boolean.TRUE.equals(result.getValid()) ? null : what + ": " + result.toJson();
    }

    private static Validator validator(JsonObject schema) {
        return Validator.create(
                JsonSchema.of((JsonObject) closed(schema)),
                new JsonSchemaOptions()
                        .setBaseUri("app://tanda")
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic));
    }

    private static Object closed(Object node) {
        if (node instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            for (Object entry : array) copy.add(closed(entry));
            return copy;
        }
        if (!(node instanceof JsonObject object)) return node;
        JsonObject copy = new JsonObject();
        object.forEach(field -> copy.put(field.getKey(), closed(field.getValue())));
        if ("object".equals(object.getValue("type"))) copy.put("additionalProperties", false);
        return copy;
    }

    /** A reference beside others in {@code allOf} is laid beneath what stands there. */
    private Object resolve(Object node) {
        if (node instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            for (Object entry : array) copy.add(resolve(entry));
            return copy;
        }
        if (!(node instanceof JsonObject object)) return node;
        if (object.containsKey("$ref")) return resolve(target(object.getString("$ref")));
        JsonObject copy = new JsonObject();
        for (String name : object.fieldNames())
            if (!name.equals("allOf")) copy.put(name, resolve(object.getValue(name)));
        for (Object part : object.getJsonArray("allOf", new JsonArray()))
            ((JsonObject) resolve(part)).forEach(field -> {
                if (!copy.containsKey(field.getKey())) copy.put(field.getKey(), field.getValue());
            });
        return copy;
    }

    private Object target(String reference) {
        Object target = raw;
        for (String step : reference.substring(2).split("/")) target = ((JsonObject) target).getValue(step);
        return Objects.requireNonNull(target, "dangling " + reference);
    }

    private static Map<String, JsonObject> objects(JsonObject parent) {
        Map<String, JsonObject> objects = new LinkedHashMap<>();
        for (String name : parent.fieldNames()) objects.put(name, parent.getJsonObject(name));
        return objects;
    }
}

package io.tanda.system.corpus;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The contract as the server serves it, with every reference resolved: what may be sent, and what may be answered. */
final class ServedContract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonObject raw;
    private final JsonObject codes;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<JsonObject, Validator> validators = new ConcurrentHashMap<>();

    /** @param roles nobody's where it is open to everybody */
    record Operation(String id, String method, String path, List<String> roles, JsonObject json, JsonArray parameters) {
        /** The body's schema. */
        @Nullable
        JsonObject body() {
            JsonObject body = json.getJsonObject("requestBody");
            return body == null
                    ? null
                    : body.getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("schema");
        }

        List<JsonObject> parameters(String in) {
            return parameters.stream()
                    .map(JsonObject.class::cast)
                    .filter(parameter -> parameter.getString("in").equals(in))
                    .toList();
        }
    }

    ServedContract(String yaml) throws IOException {
        raw = new JsonObject(new ObjectMapper().writeValueAsString(new Yaml().<Map<?, ?>>load(yaml)));
        JsonObject resolved = (JsonObject) resolve(raw);
        codes = resolved.getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("Problem")
                .getJsonObject("properties")
                .getJsonObject("code")
                .getJsonObject("x-codes");
        JsonObject paths = resolved.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject item = paths.getJsonObject(path);
            for (String method : item.fieldNames())
                if (METHODS.contains(method)) operations.add(operation(path, method, item));
        }
    }

    private static Operation operation(String path, String method, JsonObject item) {
        JsonObject json = item.getJsonObject(method);
        JsonArray parameters = new JsonArray()
                .addAll(item.getJsonArray("parameters", new JsonArray()))
                .addAll(json.getJsonArray("parameters", new JsonArray()));
        List<String> roles = json.getJsonArray("x-roles", new JsonArray()).stream()
                .map(Object::toString)
                .toList();
        return new Operation(
                json.getString("operationId"), method.toUpperCase(Locale.ROOT), path, roles, json, parameters);
    }

    List<Operation> operations() {
        return operations;
    }

    /** Whether a text is JSON that this schema takes; every name once, nothing after it. */
    boolean takes(JsonObject schema, String text) {
        try {
            Object value = STRICT.readValue(text, Object.class);
            if (value instanceof Map<?, ?>) return valid(schema, new JsonObject(text));
            return value != null && valid(schema, value);
        } catch (IOException e) {
            return false;
        }
    }

    boolean valid(JsonObject schema, Object value) {
        return Boolean.TRUE.equals(validators
                .computeIfAbsent(
                        schema,
                        one -> Validator.create(
                                JsonSchema.of(one),
                                new JsonSchemaOptions()
                                        .setBaseUri("app://tanda")
                                        .setDraft(Draft.DRAFT202012)
                                        .setOutputFormat(OutputFormat.Flag)))
                .validate(value)
                .getValid());
    }

    /** What an answer does not keep of what the contract promises for this call; null when it keeps all of it. */
    @Nullable
    String breach(Call call, WireCaller.Seen seen) {
        int status = seen.status();
        if (status >= 500) return "answered " + status;
        boolean bodiless = call.method().equals("HEAD");
        if (status >= 400) return bodiless ? typeOf(seen, "application/problem+json") : problem(seen);
        if (call.operation().equals("none"))
            return status == 204 && call.method().equals("OPTIONS") ? null : "answered " + status;
        Operation operation = operations.stream()
                .filter(one -> one.id().equals(call.operation()))
                .findFirst()
                .orElseThrow();
        JsonObject response = operation.json().getJsonObject("responses").getJsonObject(Integer.toString(status));
        if (response == null) return "does not promise " + status;
        JsonObject content = response.getJsonObject("content");
        if (content == null) return seen.body().isEmpty() ? null : "promises no content";
        String type = content.fieldNames().iterator().next();
        String otherType = typeOf(seen, type);
        if (otherType != null || bodiless || !type.equals("application/json")) return otherType;
        JsonObject schema = content.getJsonObject(type).getJsonObject("schema");
        return takes(schema, seen.body()) ? null : "does not keep its schema: " + seen.body();
    }

    private @Nullable String problem(WireCaller.Seen seen) {
        String otherType = typeOf(seen, "application/problem+json");
        if (otherType != null) return otherType;
        JsonObject schema =
                raw.getJsonObject("components").getJsonObject("schemas").getJsonObject("Problem");
        if (!takes(schema, seen.body())) return "is no problem document: " + seen.body();
        JsonObject problem = new JsonObject(seen.body());
        String code = problem.getString("code");
        Integer status = codes.getInteger(code);
        boolean agree = status != null && status == seen.status() && status.equals(problem.getInteger("status"));
        if (!agree) return "its code " + code + " and status " + seen.status() + " do not belong together";
        boolean later = seen.status() == 429 && seen.header("retry-after").isEmpty();
        return later ? "does not say when to come back" : null;
    }

    private static @Nullable String typeOf(WireCaller.Seen seen, String promised) {
        String type = seen.header("content-type").split(";")[0];
        return type.equals(promised) ? null : "answered " + seen.status() + " as " + type + " instead of " + promised;
    }

    /** OpenAPI 3.1 lets a reference have siblings: they are merged. */
    private Object resolve(Object node) {
        if (node instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            for (Object entry : array) copy.add(resolve(entry));
            return copy;
        }
        if (!(node instanceof JsonObject object)) return node;
        JsonObject copy = new JsonObject();
        for (String name : object.fieldNames())
            if (!name.equals("$ref")) copy.put(name, resolve(object.getValue(name)));
        if (object.containsKey("$ref")) {
            Object target = raw;
            for (String step : object.getString("$ref").substring(2).split("/"))
                target = ((JsonObject) target).getValue(step);
            ((JsonObject) resolve(target)).forEach(field -> {
                if (!copy.containsKey(field.getKey())) copy.put(field.getKey(), field.getValue());
            });
        }
        return copy;
    }
}

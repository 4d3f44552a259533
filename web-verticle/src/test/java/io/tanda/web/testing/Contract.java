package io.tanda.web.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tanda.web.Parts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The true contract, as it is served, with every reference resolved. */
public final class Contract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonObject raw;
    private final JsonObject resolved;
    private final Map<String, Validator> validators = new ConcurrentHashMap<>();

    public Contract() {
        raw = load();
        resolved = (JsonObject) resolve(raw);
    }

    /** @param roles null where the operation says nothing of roles */
    public record Op(
            String id,
            String method,
            String path,
            @Nullable Set<String> roles,
            boolean open,
            Set<String> query,
            String body,
            JsonObject json) {}

    public JsonObject raw() {
        return raw.copy();
    }

    public List<Op> operations() {
        List<Op> operations = new ArrayList<>();
        for (String path : resolved.getJsonObject("paths").fieldNames()) {
            JsonObject item = resolved.getJsonObject("paths").getJsonObject(path);
            for (String method : item.fieldNames()) {
                if (METHODS.contains(method)) operations.add(operation(path, method, item));
            }
        }
        return operations;
    }

    private static Op operation(String path, String method, JsonObject item) {
        JsonObject json = item.getJsonObject(method);
        Set<String> query = new TreeSet<>();
        for (JsonArray parameters : List.of(
                item.getJsonArray("parameters", new JsonArray()), json.getJsonArray("parameters", new JsonArray()))) {
            for (Object parameter : parameters) {
                if (((JsonObject) parameter).getString("in").equals("query"))
                    query.add(((JsonObject) parameter).getString("name"));
            }
        }
        JsonObject body = json.getJsonObject("requestBody");
        String bodyKind = body == null ? "none" : body.getBoolean("required", false) ? "required" : "optional";
        JsonArray roles = json.getJsonArray("x-roles");
        JsonArray security = json.getJsonArray("security");
        return new Op(
                json.getString("operationId"),
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                roles == null
                        ? null
                        : new TreeSet<>(roles.stream().map(Object::toString).toList()),
                security != null && security.isEmpty(),
                query,
                bodyKind,
                json);
    }

    public Op operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no operation " + id));
    }

    public JsonObject requestSchema(String operation) {
        return operation(operation)
                .json()
                .getJsonObject("requestBody")
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema");
    }

    /** What an answer does not keep of what the contract promises; null when it keeps all of it. */
    public @Nullable String breach(String operation, int status, @Nullable String contentType, String body) {
        JsonObject responses = operation(operation).json().getJsonObject("responses");
        JsonObject response = responses.getJsonObject(Integer.toString(status));
        if (response == null && status >= 400) response = responses.getJsonObject("default");
        if (response == null) return operation + " does not promise status " + status;
        JsonObject content = response.getJsonObject("content");
        if (content == null) return body.isEmpty() ? null : operation + " " + status + " promises no body";
        String type = contentType == null ? "" : contentType.split(";")[0];
        if (!content.containsKey(type)) return operation + " " + status + " does not promise " + type;
        if (!type.endsWith("json")) return null;
        JsonObject schema = content.getJsonObject(type).getJsonObject("schema");
        return flaw(operation + " " + status, schema, new JsonObject(body));
    }

    public @Nullable String flaw(String name, JsonObject schema, Object value) {
        OutputUnit result = validators
                .computeIfAbsent(
                        name + schema.hashCode(),
                        key -> Validator.create(
                                JsonSchema.of(schema),
                                new JsonSchemaOptions()
                                        .setBaseUri("app://tanda")
                                        .setDraft(Draft.DRAFT202012)
                                        .setOutputFormat(OutputFormat.Basic)))
                .validate(value);
        return Boolean.TRUE.equals(result.getValid()) ? null : name + ": " + result.toJson();
    }

    public JsonObject schema(String name) {
        return resolved.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    private static JsonObject load() {
        try {
            Map<?, ?> tree = new Yaml().load(Parts.contract());
            return new JsonObject(new ObjectMapper().writeValueAsString(tree));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
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
        for (String name : object.fieldNames()) {
            if (!name.equals("$ref")) copy.put(name, resolve(object.getValue(name)));
        }
        if (object.containsKey("$ref")) {
            Object target = raw;
            for (String step : object.getString("$ref").substring(2).split("/"))
                target = ((JsonObject) target).getValue(step);
            if (target == null) throw new IllegalStateException("dangling " + object.getString("$ref"));
            ((JsonObject) resolve(target)).forEach(field -> {
                if (!copy.containsKey(field.getKey())) copy.put(field.getKey(), field.getValue());
            });
        }
        return copy;
    }
}

package io.tanda.system.corpus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Values that a schema takes. */
final class Samples {
    private Samples() {}

    static Object of(JsonObject schema) {
        if (schema.containsKey("enum")) return schema.getJsonArray("enum").getValue(0);
        return switch (schema.getString("type", "string")) {
            case "object" -> {
                JsonObject object = new JsonObject();
                JsonObject properties = schema.getJsonObject("properties", new JsonObject());
                for (String name : properties.fieldNames()) object.put(name, of(properties.getJsonObject(name)));
                yield object;
            }
            case "array" -> new JsonArray().add(of(schema.getJsonObject("items")));
            case "boolean" -> true;
            // Latitudes and longitudes are the numbers there are.
            case "number" -> schema.getInteger("maximum") == 90 ? 40.758 : -73.9855;
            case "integer" -> schema.getInteger("minimum", 1);
            default -> text(schema);
        };
    }

    private static String text(JsonObject schema) {
        if ("uuid".equals(schema.getString("format"))) return UUID.randomUUID().toString();
        if ("date-time".equals(schema.getString("format")))
            return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String pattern = schema.getString("pattern", "");
        if (pattern.startsWith("^\\+")) return "+12125550123";
        if (pattern.contains(",")) return "40.758,-73.9855";
        return pattern.equals("^[A-Z]{3}$") ? "USD" : "text";
    }
}

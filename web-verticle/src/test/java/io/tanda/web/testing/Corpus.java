package io.tanda.web.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.web.Parts;
import io.tanda.web.http.Operation;
import io.tanda.web.json.Decoded;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds a body's reader to its schema. The corpus is made from the samples: each node is left out, replaced by each other kind of value
 * and by the values at and beyond each bound that the schema names; each object gets a field that nobody knows.
 */
public final class Corpus {
    private static final List<Object> OTHER_VALUES = List.of(
            "text",
            "",
            true,
            false,
            0,
            1,
            -1,
            2.0,
            2.5,
            1e3,
            1e300,
            Long.MAX_VALUE,
            new JsonObject(),
            new JsonArray(),
            new JsonArray().add(1),
            new JsonObject().put("lat", 0).put("lng", 0),
            new JsonObject().put("lat", 0.0).put("lng", -0.0),
            new JsonObject().put("lat", 0).put("lng", 1),
            "0193a000-0000-7000-8000-00000000000A",
            "0193a000-0000-7000-8000-0000000000",
            "urn:uuid:0193a000-0000-7000-8000-000000000007",
            "1-1-1-1-1",
            "2026-01-01T12:00:00Z",
            "2026-01-01T12:00:00.123456789+09:00",
            "2026-01-01",
            "2026-01-01T12:00:00",
            "2026-13-01T12:00:00Z",
            "2026-02-30T12:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T23:59:60Z",
            "2026-01-01T12:00:00+17:59",
            "2026-01-01T12:00:00+18:00",
            "yesterday",
            "card",
            "Card",
            "cash");

    private Corpus() {}

    /** The operations of a part that take a body. */
    public static Set<String> withBody(String part) {
        return Parts.all().stream()
                .filter(one -> one.name().equals(part))
                .flatMap(one -> one.operations().stream())
                .filter(operation -> operation.body() != Operation.Body.NONE)
                .map(Operation::id)
                .collect(Collectors.toSet());
    }

    /** The reader accepts and refuses exactly what the contract's schema does. */
    public static void assertAgree(Contract contract, String operation, Function<Buffer, Decoded<?>> reader) {
        JsonObject schema = contract.requestSchema(operation);
        List<JsonObject> corpus = corpus(new JsonObject(Samples.body(operation)), schema);
        List<String> differ = new ArrayList<>();
        int accepted = 0;
        for (JsonObject body : corpus) {
            String text = body.encode();
            boolean bySchema = contract.flaw(operation, schema, Json.decodeValue(text)) == null;
            boolean byReader = reader.apply(Buffer.buffer(text)) instanceof Decoded.Good;
            if (bySchema != byReader)
                differ.add((bySchema ? "only the schema takes " : "only the reader takes ") + text);
            if (bySchema) accepted++;
        }
        assertThat(differ).isEmpty();
        assertThat(accepted).as("bodies that are taken").isGreaterThan(1);
        assertThat(corpus.size() - accepted).as("bodies that are refused").isGreaterThan(20);
    }

    private static List<JsonObject> corpus(JsonObject sample, JsonObject schema) {
        List<JsonObject> corpus = new ArrayList<>();
        corpus.add(sample);
        vary(sample, schema, varied -> corpus.add((JsonObject) varied));
        return corpus;
    }

    /** Gives each variation of a value, in its whole. */
    private static void vary(Object value, JsonObject schema, Consumer<Object> variation) {
        if (value instanceof JsonObject object) {
            JsonObject unknown = object.copy().put("unknown", 1);
            variation.accept(unknown);
            JsonObject properties = schema.getJsonObject("properties");
            for (String name : properties.fieldNames()) {
                JsonObject property = properties.getJsonObject(name);
                JsonObject without = object.copy();
                without.remove(name);
                variation.accept(without);
                for (Object other : others(property))
                    variation.accept(object.copy().put(name, other));
                variation.accept(object.copy().putNull(name));
                if (object.containsKey(name))
                    vary(
                            object.getValue(name),
                            property,
                            varied -> variation.accept(object.copy().put(name, varied)));
            }
        } else if (value instanceof JsonArray array) {
            JsonObject items = schema.getJsonObject("items");
            int most = schema.getInteger("maxItems");
            for (int size : new int[] {most, most + 1}) {
                JsonArray many = new JsonArray();
                for (int i = 0; i < size; i++) many.add(array.getValue(0));
                variation.accept(many);
            }
            for (Object other : OTHER_VALUES)
                variation.accept(new JsonArray().add(array.getValue(0)).add(other));
            vary(array.getValue(0), items, varied -> variation.accept(new JsonArray().add(varied)));
        }
    }

    private static List<Object> others(JsonObject property) {
        List<Object> others = new ArrayList<>(OTHER_VALUES);
        for (String bound : List.of("minimum", "maximum")) {
            Number number = (Number) property.getValue(bound);
            if (number == null) continue;
            for (double step : new double[] {-1, -0.000001, 0, 0.000001, 1}) others.add(number.doubleValue() + step);
            for (long step : new long[] {-1, 0, 1}) others.add(number.longValue() + step);
        }
        for (String bound : List.of("minLength", "maxLength")) {
            Integer length = property.getInteger(bound);
            if (length == null) continue;
            for (int size : new int[] {length - 1, length, length + 1}) {
                if (size < 0) continue;
                others.add("한".repeat(size));
                // Two UTF-16 units each, and one character.
                others.add("\uD83D\uDE95".repeat(size));
            }
        }
        return others;
    }
}

package io.tanda.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.TaxiId;
import io.tanda.web.json.Decoded;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Samples;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The readers of bodies accept and refuse exactly what the contract's schemas do. The corpus is made from the samples: each node is left
 * out, replaced by each other kind of value and by the values at and beyond each bound that the schema names; each object gets a field
 * that nobody knows.
 */
class BodiesTest {
    private static final Contract CONTRACT = new Contract();
    private static final DriverId DRIVER = DriverId.next();
    private static final Map<String, Function<Buffer, Decoded<?>>> READERS = new TreeMap<>(Map.of(
            "requestBooking", body -> Bodies.booking(body, RideId.next(), RiderId.next()),
            "cancelBooking", Bodies::cancellation,
            "setDuty", body -> Bodies.duty(body, DRIVER),
            "reportPositions", body -> Bodies.track(body, DRIVER),
            "dropOff", body -> Bodies.dropOff(body, RideId.next(), DRIVER),
            "giveBackRide", body -> Bodies.giveBack(body, RideId.next(), DRIVER),
            "registerDriver", body -> Bodies.driver(body, DRIVER),
            "registerTaxi", body -> Bodies.taxi(body, TaxiId.next()),
            "reportFleetPositions", Bodies::fleetPositions));

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
            "yesterday",
            "card",
            "Card",
            "cash");

    static Stream<String> operations() {
        return READERS.keySet().stream();
    }

    @Test
    void every_body_of_the_contract_has_a_reader() {
        Set<String> withBody = Set.copyOf(CONTRACT.operations().stream()
                .filter(operation -> !operation.body().equals("none"))
                .map(Contract.Op::id)
                .toList());
        assertThat(READERS.keySet()).isEqualTo(withBody);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_reader_and_its_schema_accept_and_refuse_the_same(String operation) {
        JsonObject schema = CONTRACT.requestSchema(operation);
        List<JsonObject> corpus = corpus(new JsonObject(Samples.body(operation)), schema);
        Function<Buffer, Decoded<?>> reader = Objects.requireNonNull(READERS.get(operation));
        List<String> differ = new ArrayList<>();
        int accepted = 0;
        for (JsonObject body : corpus) {
            String text = body.encode();
            boolean bySchema = CONTRACT.flaw(operation, schema, Json.decodeValue(text)) == null;
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
            for (int size : new int[] {length - 1, length, length + 1}) if (size >= 0) others.add("한".repeat(size));
        }
        return others;
    }

    @Test
    void reading_a_booking_is_cheap() {
        // No limit is asserted: a timed test is a flaky one. The figure is printed for who wants to know.
        Buffer body = Buffer.buffer(Samples.body("requestBooking"));
        JsonObject schema = CONTRACT.requestSchema("requestBooking");
        long reader = nanosEach(() -> Bodies.booking(body, RideId.next(), RiderId.next()));
        long validator = nanosEach(() -> CONTRACT.flaw("requestBooking", schema, Json.decodeValue(body)));
        System.out.println(
                "a booking's body: read and checked in " + reader + " ns, by JSON schema in " + validator + " ns");
        assertThat(reader).isPositive();
    }

    private static long nanosEach(Supplier<?> work) {
        int times = 20_000;
        int used = 0;
        for (int i = 0; i < times; i++) used += Objects.hashCode(work.get());
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) used += Objects.hashCode(work.get());
        long each = (System.nanoTime() - began) / times;
        return used == 1 ? each + 1 : each;
    }
}

package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The gateway's JSON, on the wire and in the ledger: absent instead of null, times as RFC 3339 in UTC. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    /** @throws IllegalArgumentException when the value is no object */
    static ObjectNode tree(Object value) {
        return MAPPER.convertValue(value, ObjectNode.class);
    }

    static String encode(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "cannot encode " + value.getClass().getName(), e);
        }
    }

    /** @throws IllegalArgumentException when the text is no {@code type} */
    static <T> T decode(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException when the text is no line of a ledger of this type */
    static <W> Ledger.Entry<W> decodeEntry(String json, Class<W> type) {
        try {
            return MAPPER.readValue(json, MAPPER.getTypeFactory().constructParametricType(Ledger.Entry.class, type));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a line of a ledger: " + e.getOriginalMessage(), e);
        }
    }
}

package io.tanda.contract.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as its owner's journal holds it: what Kafka carries, what a gap is mended from, what a rider's stream is read from.
 *
 * @param aggregate the ride's id
 * @param version of the aggregate: 1 for its first event, each event adds exactly 1
 * @param type wire name, such as {@code booking.ride-requested.v1}
 * @param at domain time
 * @param actor who caused it
 * @param trace W3C traceparent of the request behind it, where there was one
 * @param body the event's JSON
 */
public record Recorded(
        UUID aggregate,
        int version,
        String type,
        Instant at,
        Actor actor,
        @Nullable String trace,
        @JsonRawValue String body) {

    @JsonCreator
    static Recorded read(
            @JsonProperty("aggregate") UUID aggregate,
            @JsonProperty("version") int version,
            @JsonProperty("type") String type,
            @JsonProperty("at") Instant at,
            @JsonProperty("actor") Actor actor,
            @JsonProperty("trace") @Nullable String trace,
            @JsonProperty("body") JsonNode body) {
        return new Recorded(aggregate, version, type, at, actor, trace, body.toString());
    }

    /** The same, going on from another step of its trace. */
    public Recorded in(@Nullable String step) {
        return new Recorded(aggregate, version, type, at, actor, step, body);
    }

    /** @throws IllegalArgumentException for a type the topic does not know, or a body that does not fit */
    public <E extends Event> E event(Topic<E> topic) {
        return topic.decode(type, body);
    }
}

package io.tanda.contract.blackbox;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.tanda.contract.Actor;
import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.dispatch.CallDecision;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.payment.AttemptView;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was kept of one ride, in order: who did what, when and why. Names and phones are not in it, for they are in nothing that
 * is kept (ADR 26).
 *
 * @param steps in order of time; what one journal tells is always in its own order
 * @param attempts what the gateway was asked for, in order; of real time, where the steps are of domain time
 * @param missing what could not be read just now; none: the record is whole
 */
public record BlackBox(RideId ride, List<Step> steps, List<AttemptView> attempts, List<Missing> missing) {
    public BlackBox {
        steps = List.copyOf(steps);
        attempts = List.copyOf(attempts);
        missing = List.copyOf(missing);
    }

    /** What a step is. */
    public enum Kind {
        /** In a journal, told to everybody. */
        EVENT,
        /** A {@link CallDecision}: kept by dispatch, told to nobody. */
        DECISION,
        /** By an operator's hand, with his reason. */
        ACT;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param at domain time
     * @param context whose it is
     * @param type an event's wire name, a decision's name, or an act's
     * @param by who caused it; absent of a decision, which dispatch makes by itself
     * @param aggregate of an event: the ride, the charge or the refund
     * @param version of an event: 1 for its aggregate's first
     * @param trace W3C traceparent of the request behind it, where there was one
     * @param body JSON
     */
    public record Step(
            Instant at,
            String context,
            Kind kind,
            String type,
            @Nullable Actor by,
            @Nullable UUID aggregate,
            @Nullable Integer version,
            @Nullable String trace,
            @JsonRawValue String body) {
        @JsonCreator
        static Step read(
                @JsonProperty("at") Instant at,
                @JsonProperty("context") String context,
                @JsonProperty("kind") Kind kind,
                @JsonProperty("type") String type,
                @JsonProperty("by") @Nullable Actor by,
                @JsonProperty("aggregate") @Nullable UUID aggregate,
                @JsonProperty("version") @Nullable Integer version,
                @JsonProperty("trace") @Nullable String trace,
                @JsonProperty("body") JsonNode body) {
            return new Step(at, context, kind, type, by, aggregate, version, trace, body.toString());
        }

        /** @param context whose journal has it */
        public static Step of(String context, Recorded event) {
            return new Step(
                    event.at(),
                    context,
                    Kind.EVENT,
                    event.type(),
                    event.actor(),
                    event.aggregate(),
                    event.version(),
                    event.trace(),
                    event.body());
        }

        /** @param context dispatch's name */
        public static Step of(String context, CallDecision decision) {
            String type = switch (decision) {
                case CallDecision.Asked asked -> "asked";
                case CallDecision.Declined declined -> "declined";
            };
            return new Step(
                    decision.at(), context, Kind.DECISION, type, null, null, null, null, Wire.encodeText(decision));
        }

        /** @param context that carried it out */
        public static Step of(String context, Audit.Entry act) {
            return new Step(
                    act.at(),
                    context,
                    Kind.ACT,
                    act.act(),
                    act.by(),
                    null,
                    null,
                    act.trace(),
                    Wire.encodeText(new Reason(act.reason())));
        }
    }

    /** The body of an act. */
    public record Reason(String reason) {}

    /** @param part what is missing, such as {@code payment} @param why a sentence */
    public record Missing(String part, String why) {}

    /** Dispatch's events and decisions as one sequence: each decision stands after the event that the call had come to. */
    public static List<Step> withDecisions(List<Step> events, String context, List<CallDecision> decisions) {
        List<Step> all = new ArrayList<>();
        int next = 0;
        List<CallDecision> inOrder = decisions.stream()
                .sorted(Comparator.comparingInt(CallDecision::version))
                .toList();
        for (CallDecision decision : inOrder) {
            while (next < events.size() && version(events.get(next)) <= decision.version()) all.add(events.get(next++));
            all.add(Step.of(context, decision));
        }
        all.addAll(events.subList(next, events.size()));
        return all;
    }

    private static int version(Step event) {
        return event.version() == null ? 0 : event.version();
    }

    /**
     * Several sequences as one: the earliest first, and each in its own order, whatever its times say. Of what has the same time the earlier
     * sequence comes first.
     */
    public static List<Step> merged(List<List<Step>> sequences) {
        List<Deque<Step>> heads = new ArrayList<>();
        for (List<Step> sequence : sequences) if (!sequence.isEmpty()) heads.add(new ArrayDeque<>(sequence));
        List<Step> merged = new ArrayList<>();
        while (!heads.isEmpty()) {
            Deque<Step> first = heads.getFirst();
            for (Deque<Step> head : heads)
                if (head.getFirst().at().isBefore(first.getFirst().at())) first = head;
            merged.add(first.removeFirst());
            if (first.isEmpty()) heads.remove(first);
        }
        return merged;
    }
}

package io.tanda.invariants;

import io.tanda.contract.event.Topic;
import io.tanda.contract.event.Topics;
import java.util.List;

/** Where the contexts record what happened: the one place that knows the names of schemas and topics. */
final class Recorded {
    /** Each has a schema with stored deadlines and parked events. */
    static final List<String> CONTEXTS = List.of("booking", "dispatch", "payment", "history");

    /** Their contexts have a journal, too. */
    static final List<Topic<?>> TOPICS = Topics.ALL;

    private Recorded() {}

    static String schema(String context) {
        return "tanda_" + context;
    }
}

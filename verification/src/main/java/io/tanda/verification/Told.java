package io.tanda.verification;

import io.tanda.client.EventStream;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one stream has told, over all of its breaks. */
final class Told {
    /** One event. @param content what must be the same on both sides */
    record Event(String id, String type, String content) {
        @Override
        public String toString() {
            return id + " " + type;
        }
    }

    /** Of two streams that differ, so many events before it are shown. */
    private static final int SHOWN = 3;

    private final Function<JsonObject, String> content;
    private final List<Event> events = new ArrayList<>();

    private Told(Function<JsonObject, String> content) {
        this.content = content;
    }

    /** Events as a journal has them. */
    static Told events() {
        return new Told(update -> update.getJsonObject("body").encode());
    }

    /** Their words are found when they are read; of what they tell is kept. */
    static Told notices() {
        return new Told(notice -> notice.getString("kind") + " of " + notice.getString("ride"));
    }

    synchronized void hear(EventStream.Event event) {
        events.add(new Event(String.valueOf(event.id()), event.type(), content.apply(new JsonObject(event.data()))));
    }

    synchronized int count() {
        return events.size();
    }

    synchronized @Nullable String lastId() {
        return events.isEmpty() ? null : events.getLast().id();
    }

    /** Where it first differs from what was to be told: one line. */
    synchronized Optional<String> differs(List<Event> kept) {
        int same = 0;
        while (same < events.size() && same < kept.size() && events.get(same).equals(kept.get(same))) same++;
        if (same == events.size() && same == kept.size()) return Optional.empty();
        return Optional.of("told %d events where %d are kept; after %s it told %s, and %s is kept"
                .formatted(events.size(), kept.size(), before(kept, same), at(events, same), at(kept, same)));
    }

    private static String before(List<Event> kept, int index) {
        return index == 0
                ? "none"
                : kept.subList(Math.max(0, index - SHOWN), index).stream()
                        .map(Event::id)
                        .collect(Collectors.joining(", "));
    }

    private static String at(List<Event> events, int index) {
        if (index >= events.size()) return "nothing";
        return "'" + events.get(index) + "'";
    }
}

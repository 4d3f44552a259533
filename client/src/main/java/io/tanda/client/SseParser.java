package io.tanda.client;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event stream in pieces of any size (WHATWG HTML, 9.2.6). Lines end with LF or CRLF; a lone CR, which nobody sends, is not a
 * line's end here.
 */
final class SseParser {
    /** An event of ours has some hundred bytes; a line beyond this is no event stream. */
    static final int MAX_LINE_BYTES = 64 << 10;

    private final Consumer<EventStream.Event> events;
    private Buffer rest = Buffer.buffer();
    private @Nullable String id;
    private @Nullable String lastEventId;
    private String type = "";
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    SseParser(Consumer<EventStream.Event> events) {
        this.events = events;
    }

    /** @throws IllegalArgumentException when a line is too long */
    void feed(Buffer piece) {
        // What was left is known to hold no line's end.
        int unseen = rest.length();
        Buffer all = unseen == 0 ? piece : rest.appendBuffer(piece);
        int from = 0;
        for (int i = unseen; i < all.length(); i++) {
            if (all.getByte(i) != '\n') continue;
            int to = i > from && all.getByte(i - 1) == '\r' ? i - 1 : i;
            line(all.getString(from, to, StandardCharsets.UTF_8.name()));
            from = i + 1;
        }
        rest = from == all.length() ? Buffer.buffer() : all.getBuffer(from, all.length());
        if (rest.length() > MAX_LINE_BYTES)
            throw new IllegalArgumentException("a line of more than " + MAX_LINE_BYTES + " bytes");
    }

    private void line(String line) {
        if (line.isEmpty()) {
            dispatch();
            return;
        }
        int colon = line.indexOf(':');
        if (colon == 0) return; // A comment: the server is alive.
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (value.startsWith(" ")) value = value.substring(1);
        switch (field) {
            case "id" -> id = value;
            case "event" -> type = value;
            case "data" -> {
                if (hasData) data.append('\n');
                data.append(value);
                hasData = true;
            }
            default -> {
                // "retry" and what may come: our own pauses are shorter and jittered.
            }
        }
    }

    /** What to resume after; also where a server names it before its first event. */
    @Nullable
    String lastEventId() {
        return lastEventId;
    }

    private void dispatch() {
        lastEventId = id;
        if (hasData) events.accept(new EventStream.Event(id, type.isEmpty() ? "message" : type, data.toString()));
        type = "";
        data.setLength(0);
        hasData = false;
    }
}

package io.tanda.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseParserTest {
    private final List<EventStream.Event> seen = new ArrayList<>();
    private final SseParser parser = new SseParser(seen::add);

    @Test
    void eventsAreReadWhereverTheNetworkCutsThem() {
        byte[] stream =
                ": hello\n\nid: 1\nevent: a\ndata: {\"x\":\"é\"}\n\nid: 2\r\ndata: one\r\ndata: two\r\n\r\nevent: empty\n\n"
                        .getBytes(StandardCharsets.UTF_8);
        for (int size = 1; size <= stream.length; size++) {
            seen.clear();
            SseParser fresh = new SseParser(seen::add);
            for (int from = 0; from < stream.length; from += size)
                fresh.feed(Buffer.buffer(stream).getBuffer(from, Math.min(stream.length, from + size)));
            assertThat(seen)
                    .as("pieces of %d bytes", size)
                    .containsExactly(
                            new EventStream.Event("1", "a", "{\"x\":\"é\"}"),
                            new EventStream.Event("2", "message", "one\ntwo"));
        }
    }

    @Test
    void anEventWithoutAnIdKeepsTheLastOne() {
        parser.feed(Buffer.buffer("id: 7\ndata: x\n\nevent: position\ndata: y\n\n"));
        assertThat(seen).extracting(EventStream.Event::id).containsExactly("7", "7");
    }

    @Test
    void aLineWithoutEndIsRefused() {
        assertThatThrownBy(() -> parser.feed(Buffer.buffer(new byte[SseParser.MAX_LINE_BYTES + 1])))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package io.tanda.platform.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What travels on the bus: within the process the thing itself, over the cluster its JSON, written and read by who knows its type. */
final class Envelope {
    private final @Nullable Content<?> content;
    private final byte @Nullable [] json;

    /** @param write its JSON: a generic thing does not know its own type */
    private record Content<T>(T thing, Function<T, byte[]> write) {
        byte[] json() {
            return write.apply(thing);
        }
    }

    private Envelope(@Nullable Content<?> content, byte @Nullable [] json) {
        this.content = content;
        this.json = json;
    }

    static <T> Envelope of(T thing, Function<T, byte[]> write) {
        return new Envelope(new Content<>(thing, write), null);
    }

    /** The content as it was sent, or as {@code read} makes it from its JSON. */
    @SuppressWarnings("unchecked") // the address says what both sides send
    <T> T open(Function<byte[], T> read) {
        if (content != null) return (T) content.thing();
        if (json != null) return read.apply(json);
        throw new IllegalStateException("an empty envelope");
    }

    private byte[] json() {
        if (json != null) return json;
        if (content != null) return content.json();
        throw new IllegalStateException("an empty envelope");
    }

    /** Registered once per Vert.x; the class is never put on the wire, only JSON is. */
    static final class Codec implements MessageCodec<Envelope, Envelope> {
        static final String NAME = "tanda";

        @Override
        public void encodeToWire(Buffer buffer, Envelope envelope) {
            byte[] bytes = envelope.json();
            buffer.appendInt(bytes.length).appendBytes(bytes);
        }

        @Override
        public Envelope decodeFromWire(int position, Buffer buffer) {
            int length = buffer.getInt(position);
            return new Envelope(null, buffer.getBytes(position + 4, position + 4 + length));
        }

        @Override
        public Envelope transform(Envelope envelope) {
            return envelope;
        }

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public byte systemCodecID() {
            return -1;
        }
    }
}

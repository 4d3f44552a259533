package io.tanda.platform.store;

import io.tanda.contract.Id;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How our values are stored: ids as BINARY(16), times as BIGINT microseconds since the epoch, enums by name. */
final class Values {
    private static final int NANOS_PER_MICRO = 1_000;

    private Values() {}

    /** @throws IllegalArgumentException for a kind of value that no column holds */
    static @Nullable Object stored(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text;
            case UUID id -> stored(id);
            case Id id -> stored(id.value());
            case Instant at -> micros(at);
            case Long number -> number;
            case Integer number -> number;
            case Boolean flag -> flag;
            case Enum<?> constant -> constant.name();
            case byte[] bytes -> Buffer.buffer(bytes);
            case Buffer bytes -> bytes;
            case Double number -> number;
            case Short number -> number;
            case Byte number -> number;
            case Float number -> number;
            case BigDecimal number -> number;
            default ->
                throw new IllegalArgumentException(
                        "no column holds a " + value.getClass().getName());
        };
    }

    static @Nullable Object[] stored(@Nullable Object[] values) {
        @Nullable Object[] stored = new @Nullable Object[values.length];
        for (int i = 0; i < values.length; i++) stored[i] = stored(values[i]);
        return stored;
    }

    static Buffer stored(UUID id) {
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return Buffer.buffer(bytes);
    }

    static UUID uuid(Buffer bytes) {
        if (bytes.length() != 16) throw new IllegalArgumentException("not an id: " + bytes.length() + " bytes");
        return new UUID(bytes.getLong(0), bytes.getLong(8));
    }

    static long micros(Instant at) {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond(), TimeUnit.SECONDS.toMicros(1)), at.getNano() / NANOS_PER_MICRO);
    }

    static Instant instant(long micros) {
        long second = TimeUnit.SECONDS.toMicros(1);
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, second), Math.floorMod(micros, second) * (long) NANOS_PER_MICRO);
    }

    static Tuple tuple(@Nullable Object... values) {
        return Tuple.wrap(stored(values));
    }
}

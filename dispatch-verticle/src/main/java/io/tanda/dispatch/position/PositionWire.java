package io.tanda.dispatch.position;

import io.tanda.contract.DriverId;
import io.tanda.contract.dispatch.Positions;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fix in the topic: key = the driver's id (16 bytes), value = 17 bytes: version 1, time in microseconds since the epoch (8), latitude
 * and longitude in ten-millionths of a degree (4 each, about a centimeter). Big endian.
 */
public final class PositionWire {
    private static final byte VERSION = 1;
    private static final int VALUE_BYTES = 17;
    private static final double UNITS_PER_DEGREE = 1e7;

    private PositionWire() {}

    /** What a record of the topic should have been. */
    static final class NotAPosition extends IllegalArgumentException {
        private static final long serialVersionUID = 1;

        private NotAPosition(String message) {
            super(message);
        }
    }

    public static byte[] key(DriverId driver) {
        return ByteBuffer.allocate(16)
                .putLong(driver.value().getMostSignificantBits())
                .putLong(driver.value().getLeastSignificantBits())
                .array();
    }

    public static byte[] value(Positions.Fix fix) {
        Instant at = Objects.requireNonNull(fix.at());
        return ByteBuffer.allocate(VALUE_BYTES)
                .put(VERSION)
                .putLong(at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000)
                .putInt((int) Math.round(fix.lat() * UNITS_PER_DEGREE))
                .putInt((int) Math.round(fix.lng() * UNITS_PER_DEGREE))
                .array();
    }

    /** @throws NotAPosition for what is no fix, such as a record without a key or a value */
    static Positions.Fix decode(byte @Nullable [] key, byte @Nullable [] value) {
        if (key == null || key.length != 16) throw new NotAPosition("a key is 16 bytes");
        if (value == null || value.length != VALUE_BYTES || value[0] != VERSION)
            throw new NotAPosition("a value is " + VALUE_BYTES + " bytes of version " + VERSION);
        ByteBuffer id = ByteBuffer.wrap(key);
        ByteBuffer fix = ByteBuffer.wrap(value, 1, VALUE_BYTES - 1);
        long micros = fix.getLong();
        Positions.Fix decoded = new Positions.Fix(
                new DriverId(new UUID(id.getLong(), id.getLong())),
                fix.getInt() / UNITS_PER_DEGREE,
                fix.getInt() / UNITS_PER_DEGREE,
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L));
        if (!ReportPositions.isPlace(decoded)) throw new NotAPosition("no place");
        return decoded;
    }
}

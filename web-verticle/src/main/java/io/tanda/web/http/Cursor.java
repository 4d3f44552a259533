package io.tanda.web.http;

import io.tanda.contract.Id;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the next page starts: opaque to clients, so that what it holds may change. It is no secret and grants nothing. */
public final class Cursor {
    private static final int UUID_BYTES = 17;
    private static final int NUMBER_BYTES = 9;
    private static final byte UUID_KIND = 1;
    private static final byte NUMBER_KIND = 2;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    public static final String EXPECTED = "must be a next of an earlier page";

    private Cursor() {}

    public static @Nullable String of(@Nullable Id id) {
        return id == null ? null : of(id.value());
    }

    public static String of(UUID value) {
        byte[] bytes = new byte[UUID_BYTES];
        ByteBuffer.wrap(bytes)
                .put(UUID_KIND)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return text(bytes);
    }

    public static @Nullable String of(@Nullable Long number) {
        if (number == null) return null;
        byte[] bytes = new byte[NUMBER_BYTES];
        ByteBuffer.wrap(bytes).put(NUMBER_KIND).putLong(number);
        return text(bytes);
    }

    public static @Nullable UUID uuid(String cursor) {
        ByteBuffer bytes = bytes(cursor, UUID_BYTES, UUID_KIND);
        return bytes == null ? null : new UUID(bytes.getLong(), bytes.getLong());
    }

    public static @Nullable Long number(String cursor) {
        ByteBuffer bytes = bytes(cursor, NUMBER_BYTES, NUMBER_KIND);
        return bytes == null ? null : bytes.getLong();
    }

    private static String text(byte[] bytes) {
        return new String(ENCODER.encode(bytes), StandardCharsets.US_ASCII);
    }

    private static @Nullable ByteBuffer bytes(String cursor, int length, byte kind) {
        try {
            byte[] decoded = Base64.getUrlDecoder().decode(cursor);
            // The decoder takes padding and stray bits too, which no cursor of ours has.
            boolean ours = decoded.length == length
                    && decoded[0] == kind
                    && text(decoded).equals(cursor);
            return ours ? ByteBuffer.wrap(decoded, 1, length - 1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

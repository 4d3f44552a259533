package io.tanda.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * All payment methods of one rider: what their events are counted by. The rider's own id would tell when the rider was made, and how far
 * an aggregate was followed is forgotten by that time; a wallet lives on. So it is the rider's id marked as of a kind of its own (UUIDv8,
 * RFC 9562), with the first bit set: it tells no time, and stands behind all that do.
 */
public record WalletId(@JsonValue UUID value) implements Id {
    private static final int VERSION = 8;
    private static final long FIRST_BIT = 1L << 63;
    private static final long VERSION_BITS = 0xF000;
    private static final long VERSION_8 = 0x8000;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WalletId {}

    /** The one wallet of a rider: whoever asks for it names the same. */
    public static WalletId of(RiderId rider) {
        long time = rider.value().getMostSignificantBits();
        return new WalletId(new UUID(
                (time & ~VERSION_BITS) | VERSION_8 | FIRST_BIT, rider.value().getLeastSignificantBits()));
    }

    /** Whether an id that may be of something else is a wallet's. */
    public static boolean isOne(UUID id) {
        return id.version() == VERSION && id.getMostSignificantBits() < 0;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

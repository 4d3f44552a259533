package io.tanda.contract.booking;

import io.tanda.contract.bus.Act;
import io.tanda.contract.bus.Broadcast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whose tokens count no more. Booking keeps them, because whoever takes requests has it in its process; nothing is asked of anybody
 * while a request is let in.
 */
public final class Revocations {
    /** No token is taken that is good for longer: after that, what revoked it can be forgotten. */
    public static final Duration LONGEST_TOKEN = Duration.ofDays(31);
    /** Kept at a time; 100 bytes each in every process with HTTP. */
    public static final int MAX_SUBJECTS = 10_000;

    /** Told to all processes with HTTP, which look at the list as well. */
    public static final Broadcast<Entry> BROADCAST = new Broadcast<>("booking.tokens-revoked", Entry.class);

    private Revocations() {}

    /** All that were issued to him until now. He may be given new ones. */
    public record Revoke(UUID subject, String reason) implements Act {
        @Override
        public String act() {
            return "revoke-tokens";
        }

        @Override
        public UUID about() {
            return subject;
        }
    }

    public record ReadAll() {}

    /** @param issuedUntil real time, in whole seconds as tokens have them: those issued then or before are refused */
    public record Entry(UUID subject, Instant issuedUntil) {}

    /** At most {@link #MAX_SUBJECTS}. */
    public record All(List<Entry> items) {}
}

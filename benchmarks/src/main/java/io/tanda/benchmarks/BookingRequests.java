package io.tanda.benchmarks;

import io.tanda.client.DevTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/** The headers of requests for a booking: of riders who take turns, each request with a key of its own, or with one that was used. */
final class BookingRequests {
    /** Riders who take turns: each has a token of its own. */
    private static final int RIDERS = 64;
    /** Keys that are remembered: some seconds of load, so that their commands lie all over the table. */
    private static final int REMEMBERED = 1 << 17;
    /** Of the newest keys, some may not be answered yet; those of the rounds before are. */
    private static final int NEWEST = 1 << 12;

    private final String[] bearers = new String[RIDERS];
    private final SplittableRandom random = new SplittableRandom(1);
    private final UUID[] keys = new UUID[REMEMBERED];
    private long made;

    /** @param folder of the server's development key */
    BookingRequests(Path folder) throws IOException {
        DevTokens tokens = DevTokens.load(folder);
        Arrays.setAll(bearers, rider -> "Bearer " + tokens.rider(UUID.randomUUID()));
    }

    synchronized Map<String, String> next() {
        UUID key = UUID.randomUUID();
        keys[(int) (made % REMEMBERED)] = key;
        return headers(made++, key);
    }

    /**
     * The headers of an earlier request, any of those that are remembered and answered.
     *
     * @throws IllegalStateException when there was none
     */
    synchronized Map<String, String> again() {
        if (made == 0) throw new IllegalStateException("no key was used so far");
        long oldest = Math.max(0, made - REMEMBERED);
        long number = random.nextLong(oldest, Math.max(oldest + 1, made - NEWEST));
        return headers(number, keys[(int) (number % REMEMBERED)]);
    }

    private Map<String, String> headers(long number, UUID key) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Authorization", bearers[(int) (number % RIDERS)]);
        headers.put("Idempotency-Key", key.toString());
        return headers;
    }
}

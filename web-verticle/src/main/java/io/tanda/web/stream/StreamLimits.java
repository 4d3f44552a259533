package io.tanda.web.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How many streams may be open: of one caller, and in all. Shared by the sources; lives on one event loop. */
public final class StreamLimits {
    /** Each costs a connection and some 20 KB; beyond this another process helps. */
    public static final int MAX_OPEN = 10_000;
    /** A few devices and browser tabs. */
    public static final int MAX_PER_SUBJECT = 5;

    private final Map<UUID, Integer> bySubject = new HashMap<>();
    private int open;

    /** @return false when there are too many already */
    boolean enter(UUID subject) {
        int own = bySubject.getOrDefault(subject, 0);
        if (open >= MAX_OPEN || own >= MAX_PER_SUBJECT) return false;
        bySubject.put(subject, own + 1);
        open++;
        return true;
    }

    void leave(UUID subject) {
        open--;
        bySubject.computeIfPresent(subject, (same, own) -> own > 1 ? own - 1 : null);
    }
}

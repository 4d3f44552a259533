package io.tanda.verification;

import io.tanda.client.EventStream;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operator sees on a screen that follows the desk's stream. After each break it is told all rides that are under way anew, the
 * numbers begin again with 1, and what was not told by {@code all.shown} is gone.
 */
final class DeskWatch {
    private static final String FIRST = "1";

    private final Map<String, String> shown = new HashMap<>();
    private Set<String> toldAnew = new HashSet<>();
    private long last;
    private boolean complete;
    private int count;
    private @Nullable String violation;

    synchronized void hear(EventStream.Event event) {
        count++;
        if (FIRST.equals(event.id())) {
            toldAnew = new HashSet<>();
            last = 0;
            complete = false;
        }
        last++;
        if (!Long.toString(last).equals(event.id())) broken("event " + event.id() + " where " + last + " was due");
        JsonObject update = new JsonObject(event.data());
        switch (event.type()) {
            case "ride.changed" -> {
                String ride = update.getString("id");
                toldAnew.add(ride);
                shown.put(ride, update.getJsonObject("ride").getString("status"));
            }
            case "ride.over" -> {
                if (shown.remove(update.getString("id")) == null)
                    broken("ride.over of " + update.getString("id") + ", which was not shown");
            }
            case "all.shown" -> {
                shown.keySet().retainAll(toldAnew);
                complete = true;
            }
            default -> broken("an event " + event.type());
        }
    }

    private void broken(String what) {
        if (violation == null) violation = what;
    }

    synchronized int count() {
        return count;
    }

    /** All that is under way was told since the last break, and it is this: rides with their status. */
    synchronized boolean shows(Map<String, String> underWay) {
        return complete && shown.equals(underWay);
    }

    synchronized Map<String, String> shown() {
        return Map.copyOf(shown);
    }

    /** What it should never have been told. */
    synchronized Optional<String> violation() {
        return Optional.ofNullable(violation);
    }
}

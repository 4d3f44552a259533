package io.tanda.web.desk;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RideId;
import io.tanda.contract.Wire;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.dispatch.DispatchAddresses;
import io.tanda.contract.dispatch.RidesUnderWay;
import io.tanda.platform.bus.Bus;
import io.tanda.web.stream.StreamSource;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators watch: each stream is shown all rides under way, and from then on what differs from what it was shown last. So nothing
 * is lost that still holds, whatever was missed; who comes back begins again with all of them.
 *
 * <p>One look at dispatch serves all streams. Lives on one event loop.
 */
final class DeskSource implements StreamSource {
    static final String NAME = "desk";
    static final String CHANGED = "ride.changed";
    static final String OVER = "ride.over";
    /** All were shown that were under way when the stream began. */
    static final String ALL_SHOWN = "all.shown";

    /** More than any city has under way at a time; 500 bytes each. Those above it are not shown. */
    private static final int MAX_RIDES = 20_000;
    /** Open streams are looked at every two seconds: who was not for so long is gone. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(60);

    private final Bus bus;
    private final InstantSource domainTime;
    private final Map<UUID, View> views = new HashMap<>();

    DeskSource(Bus bus, InstantSource domainTime) {
        this.bus = bus;
        this.domainTime = domainTime;
    }

    /** @param ride absent where it is over */
    record Update(String type, @Nullable RideId id, RidesUnderWay.@Nullable Item ride) {}

    /** What one stream was shown. */
    private static final class View {
        final @Nullable String area;
        final Map<RideId, RidesUnderWay.Item> shown = new HashMap<>();
        long last;
        long askedNanos = System.nanoTime();

        View(@Nullable String area) {
            this.area = area;
        }
    }

    /** @param area of the pick-up; absent = anywhere @return the key of a stream that begins with what there is */
    UUID watch(@Nullable String area) {
        forget(System.nanoTime());
        UUID key = UUID.randomUUID();
        views.put(key, new View(area));
        return key;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Batch> read(Map<UUID, Long> after) {
        return underWay(null, new ArrayList<>()).map(rides -> {
            long now = System.nanoTime();
            List<Entry> entries = new ArrayList<>();
            for (UUID key : after.keySet()) {
                View view = views.get(key);
                if (view == null) continue;
                view.askedNanos = now;
                show(key, view, rides, entries);
            }
            forget(now);
            return new Batch(entries, Set.of());
        });
    }

    private void forget(long now) {
        views.values().removeIf(view -> now - view.askedNanos > FORGOTTEN_AFTER.toNanos());
    }

    private Future<List<RidesUnderWay.Item>> underWay(@Nullable RideId after, List<RidesUnderWay.Item> rides) {
        Request<RidesUnderWay.Ask> question = new Request<>(
                CommandId.next(),
                Actor.SYSTEM,
                domainTime.instant(),
                null,
                null,
                new RidesUnderWay.Ask(null, null, after, RidesUnderWay.MAX_READ));
        return bus.ask(DispatchAddresses.UNDER_WAY, question).compose(reply -> switch (reply) {
            case Reply.Done<RidesUnderWay> done -> {
                rides.addAll(done.value().items());
                RideId next = done.value().next();
                yield next == null || rides.size() >= MAX_RIDES ? Future.succeededFuture(rides) : underWay(next, rides);
            }
            case Reply.Refused<RidesUnderWay> refused ->
                Future.failedFuture(new IllegalStateException("dispatch refused: " + refused.detail()));
        });
    }

    private static void show(UUID key, View view, List<RidesUnderWay.Item> rides, List<Entry> entries) {
        boolean first = view.last == 0;
        Map<RideId, RidesUnderWay.Item> now = new LinkedHashMap<>();
        for (RidesUnderWay.Item ride : rides)
            if (view.area == null || view.area.equals(ride.area())) now.put(ride.id(), ride);
        now.forEach((id, ride) -> {
            if (!Objects.equals(view.shown.put(id, ride), ride)) entries.add(entry(key, view, CHANGED, id, ride));
        });
        Iterator<RideId> shown = view.shown.keySet().iterator();
        while (shown.hasNext()) {
            RideId id = shown.next();
            if (now.containsKey(id)) continue;
            shown.remove();
            entries.add(entry(key, view, OVER, id, null));
        }
        if (first) entries.add(entry(key, view, ALL_SHOWN, null, null));
    }

    private static Entry entry(
            UUID key, View view, String type, @Nullable RideId id, RidesUnderWay.@Nullable Item ride) {
        view.last++;
        return new Entry(key, view.last, type, Wire.encodeText(new Update(type, id, ride)), false);
    }
}

package io.tanda.dispatch.position;

import com.uber.h3core.H3Core;
import io.tanda.contract.DriverId;
import io.tanda.contract.GeoPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;

/** Positions by hexagon: a search looks at the pick-up's cell and then at ring after ring around it, until no nearer taxi can come. */
public final class H3Positions implements TaxiPositions {
    /** Cells of 0.7 km2: a search in a busy district ends after two or three rings, one in an empty city after fourteen. */
    static final int RESOLUTION = 8;
    /** The shortest edge of a cell at this resolution anywhere on earth is longer (mean: 531 m). */
    private static final double LEAST_EDGE_METERS = 400;

    private final H3Core h3;
    private final int maxTaxis;
    /** Who was heard of longest ago first. */
    private final SequencedMap<DriverId, Entry> byDriver = new LinkedHashMap<>();

    private final Map<Long, Set<Entry>> byCell = new HashMap<>();

    /** By identity: one for each driver, replaced by the next fix. */
    private static final class Entry {
        private final DriverId driver;
        private final GeoPoint where;
        private final Instant at;
        private final long cell;
        private Instant busyUntil = Instant.MIN;

        private Entry(DriverId driver, GeoPoint where, Instant at, long cell) {
            this.driver = driver;
            this.where = where;
            this.at = at;
            this.cell = cell;
        }

        private boolean isBusy(Instant now) {
            return now.isBefore(busyUntil);
        }

        private boolean isFresh(Instant now) {
            return !at.plus(FRESH).isBefore(now);
        }
    }

    /** Blocks: unpacks and loads the native library. @param maxTaxis about 300 bytes each */
    public static H3Positions load(int maxTaxis) {
        try {
            return new H3Positions(H3Core.newInstance(), maxTaxis);
        } catch (IOException e) {
            throw new UncheckedIOException("the native library of H3 cannot be loaded on this platform", e);
        }
    }

    private H3Positions(H3Core h3, int maxTaxis) {
        this.h3 = h3;
        this.maxTaxis = maxTaxis;
    }

    @Override
    public synchronized boolean report(DriverId driver, double lat, double lng, Instant at, Instant now) {
        Entry known = byDriver.get(driver);
        if (known != null && !at.isAfter(known.at)) return false;
        if (at.plus(FRESH).isBefore(now)) return false;
        if (known == null && byDriver.size() >= maxTaxis && !makeRoom(now)) return false;
        Entry entry = new Entry(driver, new GeoPoint(lat, lng), at, h3.latLngToCell(lat, lng, RESOLUTION));
        byDriver.putLast(driver, entry);
        if (known != null) {
            entry.busyUntil = known.busyUntil;
            leave(known);
        }
        byCell.computeIfAbsent(entry.cell, cell -> new HashSet<>()).add(entry);
        return true;
    }

    /** Without a search: where who was heard of longest ago is fresh, there is none. */
    private boolean makeRoom(Instant now) {
        boolean made = false;
        for (Map.Entry<DriverId, Entry> oldest = byDriver.firstEntry();
                oldest != null && !oldest.getValue().isFresh(now);
                oldest = byDriver.firstEntry()) {
            byDriver.pollFirstEntry();
            leave(oldest.getValue());
            made = true;
        }
        return made;
    }

    private void leave(Entry entry) {
        Set<Entry> cell = byCell.get(entry.cell);
        if (cell == null) return;
        cell.remove(entry);
        if (cell.isEmpty()) byCell.remove(entry.cell);
    }

    @Override
    public synchronized Optional<Seen> of(DriverId driver, Instant now) {
        Entry entry = byDriver.get(driver);
        return entry == null || !entry.isFresh(now) ? Optional.empty() : Optional.of(new Seen(entry.where, entry.at));
    }

    @Override
    public synchronized List<Near> nearest(GeoPoint place, int maxMeters, int limit, Instant now) {
        return nearest(place, maxMeters, limit, entry -> entry.isFresh(now));
    }

    @Override
    public synchronized List<Near> nearestNotBusy(GeoPoint place, int maxMeters, int limit, Instant now) {
        return nearest(place, maxMeters, limit, entry -> entry.isFresh(now) && !entry.isBusy(now));
    }

    @Override
    public synchronized void busy(Collection<DriverId> drivers, Instant until) {
        for (DriverId driver : drivers) {
            Entry entry = byDriver.get(driver);
            if (entry != null) entry.busyUntil = until;
        }
    }

    @Override
    public synchronized void freed(DriverId driver) {
        busy(List.of(driver), Instant.MIN);
    }

    private List<Near> nearest(GeoPoint place, int maxMeters, int limit, Predicate<Entry> counts) {
        long origin = h3.latLngToCell(place.lat(), place.lng(), RESOLUTION);
        List<Near> found = new ArrayList<>();
        for (int ring = 0; ; ring++) {
            for (long cell : ring == 0 ? List.of(origin) : h3.gridRing(origin, ring))
                for (Entry entry : byCell.getOrDefault(cell, Set.of())) {
                    if (!counts.test(entry)) continue;
                    double meters = entry.where.metersTo(place);
                    if (meters <= maxMeters) found.add(new Near(entry.driver, entry.where, meters));
                }
            double seen = wholeWithin(ring);
            if (seen >= maxMeters) break;
            if (found.size() >= limit
                    && found.stream().filter(near -> near.metersAway() <= seen).count() >= limit) break;
        }
        found.sort(Comparator.comparingDouble(Near::metersAway));
        return List.copyOf(found.subList(0, Math.min(limit, found.size())));
    }

    /** Every place this near lies in one of the rings so far, wherever in its cell the search began. */
    private static double wholeWithin(int ring) {
        return (1.5 * ring - 0.5) * LEAST_EDGE_METERS;
    }

    /** Takes out what is too old. @return how many */
    public synchronized int evict(Instant now) {
        List<Entry> old =
                byDriver.values().stream().filter(entry -> !entry.isFresh(now)).toList();
        for (Entry entry : old) {
            byDriver.remove(entry.driver);
            leave(entry);
        }
        return old.size();
    }

    public synchronized int size() {
        return byDriver.size();
    }
}
